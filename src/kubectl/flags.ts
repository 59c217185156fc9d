/** The grammar of kubectl's flags. Mirrors github.com/spf13/pflag (flag.go, value types). */
import { KubectlError } from './errors.ts';
import { type FlagType, type FlagValue, parseFlagValue } from './flag-value.ts';

export interface Flag {
  /** Without dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  readonly type: FlagType;
  /** As help shows it: `false`, `''`, `[]`, `1s`. Its absence is the type's zero. */
  readonly default?: string;
  /** The value of a bare `--flag`; booleans have `true` by themselves. */
  readonly bare?: string;
  readonly help: string;
  readonly required?: boolean;
  readonly hidden?: boolean;
  /** Printed as `Flag --x has been deprecated, <text>` when used. */
  readonly deprecated?: string;
  /** A flag of real kubectl which this build refuses: what it would do, as in "server-side apply". */
  readonly notSimulated?: string;
  /** What it does less than in real kubectl, in a sentence. */
  readonly simplified?: string;
}

/** The values a command line gave. Names that a command does not declare are a bug and throw. */
export interface FlagValues {
  string(name: string): string;
  bool(name: string): boolean;
  number(name: string): number;
  list(name: string): readonly string[];
  /** Milliseconds. */
  durationMs(name: string): number;
  /** Whether it was on the command line. */
  changed(name: string): boolean;
  has(name: string): boolean;
}

export interface ParsedLine {
  readonly flags: FlagValues;
  /** What is no flag. */
  readonly args: readonly string[];
  /** How many of `args` stood before `--`; -1 when there was none. */
  readonly argsBeforeDash: number;
  readonly warnings: readonly string[];
  readonly helpAsked: boolean;
}

/** A mistake in the flags: printed with `See 'kubectl get --help' for usage.` */
export class FlagError extends KubectlError {}

const bareValue = (flag: Flag): string | undefined =>
  flag.bare ?? (flag.type === 'bool' ? 'true' : undefined);

interface State {
  readonly values: Map<string, FlagValue>;
  readonly warnings: string[];
}

const zeros: Readonly<Record<FlagType, FlagValue>> = {
  bool: false,
  string: '',
  int: 0,
  int32: 0,
  int64: 0,
  duration: 0,
  stringSlice: [],
  stringArray: [],
  stringToString: [],
  pairs: [],
};

/** The value before any argument. */
export function defaultValue(flag: Flag): FlagValue {
  if (flag.default === undefined) return zeros[flag.type];
  if (flag.type === 'string') return flag.default.replace(/^'(.*)'$/, '$1');
  if (['stringSlice', 'stringArray', 'stringToString', 'pairs'].includes(flag.type)) {
    const inner = flag.default.replace(/^\[(.*)\]$/, '$1');
    return inner ? inner.split(',') : [];
  }
  return parseFlagValue(flag.type, flag.default);
}

/** `-f, --filename` for messages. */
const shown = (flag: Flag): string =>
  flag.short ? `-${flag.short}, --${flag.name}` : `--${flag.name}`;

function setFlag(state: State, flag: Flag, text: string): void {
  let value: FlagValue;
  try {
    value = parseFlagValue(flag.type, text);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new FlagError(`invalid argument "${text}" for "${shown(flag)}" flag: ${error.message}`);
  }
  const before = state.values.get(flag.name);
  if (Array.isArray(value) && Array.isArray(before)) value = [...before, ...value];
  if (flag.deprecated && before === undefined)
    state.warnings.push(`Flag --${flag.name} has been deprecated, ${flag.deprecated}`);
  state.values.set(flag.name, value);
}

/** Every command has it, once its other flags are known: where commands are looked for it is no flag yet. */
const helpFlag: Flag = { name: 'help', short: 'h', type: 'bool', help: '' };

/** Reads `--name`, `--name=value`, `--name value`; gives how many further words it took. */
function parseLong(state: State, flags: FlagTable, words: readonly string[], at: number): number {
  const word = words[at] ?? '';
  const text = word.slice(2);
  if (text.startsWith('-') || text.startsWith('=')) throw new FlagError(`bad flag syntax: ${word}`);
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const flag = flags.byName.get(name) ?? (name === helpFlag.name ? helpFlag : undefined);
  if (!flag) throw new FlagError(`unknown flag: --${name}`);
  if (equals >= 0) {
    setFlag(state, flag, text.slice(equals + 1));
    return 0;
  }
  const bare = bareValue(flag);
  if (bare !== undefined) {
    setFlag(state, flag, bare);
    return 0;
  }
  const next = words[at + 1];
  if (next === undefined) throw new FlagError(`flag needs an argument: --${name}`);
  setFlag(state, flag, next);
  return 1;
}

/** Reads `-n ns`, `-nns`, `-n=ns`, `-Aw`; gives how many further words it took. */
function parseShort(state: State, flags: FlagTable, words: readonly string[], at: number): number {
  const word = words[at] ?? '';
  let rest = word.slice(1);
  while (rest.length > 0) {
    const letter = rest[0] ?? '';
    const after = rest.slice(1);
    const flag = flags.byShort.get(letter) ?? (letter === helpFlag.short ? helpFlag : undefined);
    if (!flag) throw new FlagError(`unknown shorthand flag: '${letter}' in -${rest}`);
    if (after.length > 1 && after.startsWith('=')) {
      setFlag(state, flag, after.slice(1));
      return 0;
    }
    const bare = bareValue(flag);
    if (bare !== undefined) {
      setFlag(state, flag, bare);
      rest = after;
      continue;
    }
    if (after.length > 0) {
      setFlag(state, flag, after);
      return 0;
    }
    const next = words[at + 1];
    if (next === undefined) throw new FlagError(`flag needs an argument: '${letter}' in -${rest}`);
    setFlag(state, flag, next);
    return 1;
  }
  return 0;
}

/** A command's flags by name and letter. */
export interface FlagTable {
  readonly all: readonly Flag[];
  readonly byName: ReadonlyMap<string, Flag>;
  readonly byShort: ReadonlyMap<string, Flag>;
}

export function flagTable(all: readonly Flag[]): FlagTable {
  const byName = new Map<string, Flag>();
  const byShort = new Map<string, Flag>();
  for (const flag of all) {
    byName.set(flag.name, flag);
    if (flag.short) byShort.set(flag.short, flag);
  }
  return { all, byName, byShort };
}

/**
 * Whether a word is a flag whose value is the next word: how subcommands are found past flags. Who it is no
 * flag of takes it for one with a value. Mirrors cobra command.go stripFlags.
 */
export function takesNextWord(flags: FlagTable, word: string): boolean {
  if (word.includes('=')) return false;
  const isLong = word.startsWith('--');
  if (!isLong && word.length !== 2) return false;
  const flag = isLong ? flags.byName.get(word.slice(2)) : flags.byShort.get(word.slice(1));
  return flag === undefined || bareValue(flag) === undefined;
}

/** Reads a command line against a command's flags. Flags may stand anywhere before `--`. */
export function parseFlags(flags: FlagTable, words: readonly string[]): ParsedLine {
  const state: State = { values: new Map(), warnings: [] };
  const args: string[] = [];
  let argsBeforeDash = -1;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      argsBeforeDash = args.length;
      args.push(...words.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) at += parseLong(state, flags, words, at);
    else if (word.startsWith('-') && word.length > 1) at += parseShort(state, flags, words, at);
    else args.push(word);
  }
  return {
    flags: flagValues(flags, state.values),
    args,
    argsBeforeDash,
    warnings: state.warnings,
    helpAsked: state.values.get(helpFlag.name) === true,
  };
}

/** `required flag(s) "replicas", "port" not set` */
export function requireFlags(table: FlagTable, values: FlagValues): void {
  const missing = table.all.filter((flag) => flag.required && !values.changed(flag.name));
  if (missing.length === 0) return;
  const names = missing.map((flag) => `"${flag.name}"`).join(', ');
  throw new KubectlError(`required flag(s) ${names} not set`);
}

function flagValues(table: FlagTable, given: ReadonlyMap<string, FlagValue>): FlagValues {
  const value = (name: string): FlagValue => {
    const found = given.get(name);
    if (found !== undefined) return found;
    const flag = table.byName.get(name);
    if (!flag) throw new RangeError(`no such flag declared: --${name}`);
    return defaultValue(flag);
  };
  return {
    string: (name) => String(value(name)),
    bool: (name) => value(name) === true,
    number: (name) => Number(value(name)),
    durationMs: (name) => Number(value(name)),
    list: (name) => {
      const found = value(name);
      return Array.isArray(found) ? found : [String(found)];
    },
    changed: (name) => given.has(name),
    has: (name) => table.byName.has(name),
  };
}
