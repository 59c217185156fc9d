/** The command line of `load`, and of `hey` and `ab`, which it also answers to. */
import type { ProgramContext } from '../../program.ts';
import { ProgramError } from '../../program-error.ts';
import { parseOptions } from '../options.ts';

export interface LoadOptions {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  /** Requests a second; undefined: each worker asks again as soon as it is answered. */
  readonly rate: number | undefined;
  readonly workers: number;
  /** So many, or for so long. */
  readonly requests: number | undefined;
  readonly durationMs: number | undefined;
  readonly timeoutMs: number;
  /** Ends with 1 when a request failed. */
  readonly fails: boolean;
  readonly quiet: boolean;
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `30s`, `1m30s`, `500ms`, `30` ⇒ ms */
export function parseDuration(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000;
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (total, [, number, unit = 's']) => total + Number(number) * (UNITS[unit] ?? 0),
    0,
  );
}

function urlOf(text: string | undefined): URL {
  if (text === undefined) throw new ProgramError("which URL? Try 'load --help'.", 2);
  const full = /^\w+:\/\//.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) throw new ProgramError(`${text}: not a URL`, 2);
  return new URL(full);
}

function numberIn(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0)) throw new ProgramError(`--${name} takes a number above 0, not '${text}'`, 2);
  return value;
}

function durationIn(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined)
    throw new ProgramError(`--${name} takes a time such as 30s, not '${text}'`, 2);
  return ms;
}

/** Where the three differ: what their letters mean. */
const SHORT: Readonly<Record<string, string>> = {
  load: 'r:z:n:c:t:m:H:d:q?F',
  hey: 'q:z:n:c:t:m:H:d:?F',
  ab: 'n:c:t:m:H:s:q?kF',
};

const LONG: Readonly<Record<string, string>> = {
  rate: 'r',
  for: 'z',
  duration: 'z',
  requests: 'n',
  workers: 'c',
  timeout: 't',
  method: 'm',
  header: 'H',
  data: 'd',
  quiet: 'q',
  help: '?',
  fail: 'F',
};

const DEFAULT_RATE = 10;
const DEFAULT_MS = 10_000;
const DEFAULT_TIMEOUT_MS = 2_000;

/** Go's flags have one dash for long names, too: `-rate 5`. */
const withTwoDashes = (word: string): string =>
  /^-[a-z]{3,}(=|$)/.test(word) && LONG[word.slice(1).replace(/=.*/, '')] ? `-${word}` : word;

/** Reads a command line; `help` when that is asked for. */
export function parseLoad({
  name,
  args,
}: Pick<ProgramContext, 'name' | 'args'>): LoadOptions | 'help' {
  const kind = name === 'hey' || name === 'ab' ? name : 'load';
  const long = kind === 'hey' ? { ...LONG, rate: 'q' } : LONG;
  const given = parseOptions(
    { name, args: args.map(withTwoDashes) },
    { short: SHORT[kind] ?? '', long, errorStatus: 2 },
  );
  if (given.has('?')) return 'help';
  const requests = numberIn('requests', given.value('n'));
  const workers = numberIn('workers', given.value('c'));
  const isAb = kind === 'ab';
  const forMs = durationIn('for', isAb ? given.value('t') : given.value('z'));
  const rate =
    kind === 'ab' ? undefined : numberIn('rate', given.value(kind === 'hey' ? 'q' : 'r'));
  const body = isAb ? '' : (given.value('d') ?? '');
  const isPlain = requests === undefined && forMs === undefined;
  return {
    url: urlOf(given.operands[0]),
    method: given.value('m') ?? (body === '' ? 'GET' : 'POST'),
    headers: given.values('H').map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
    body,
    rate:
      kind === 'load' && rate === undefined && workers === undefined
        ? DEFAULT_RATE
        : rate && (kind === 'hey' ? rate * (workers ?? 50) : rate),
    workers: Math.min(workers ?? (kind === 'hey' ? 50 : 1), 1_000),
    requests:
      requests ?? (kind === 'hey' && forMs === undefined ? 200 : isAb && isPlain ? 1 : undefined),
    durationMs: forMs ?? (kind === 'load' && isPlain ? DEFAULT_MS : undefined),
    timeoutMs: (isAb ? undefined : durationIn('timeout', given.value('t'))) ?? DEFAULT_TIMEOUT_MS,
    fails: given.has('F'),
    quiet: kind !== 'hey' && given.has('q'),
  };
}
