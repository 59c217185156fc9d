/** The small programs of a container's shell. Adding one: a function, and its name in the table. */
import { printRfc1123 } from '#apimachinery/time.ts';
import { archivePrograms } from './programs/archive.ts';
import { filePrograms } from './programs/files.ts';
import { networkPrograms } from './programs/network.ts';
import { systemPrograms } from './programs/system.ts';
import { textPrograms } from './programs/text.ts';
import type { Tool } from './programs/tool.ts';
import { test } from './test.ts';
import { ExitSignal, type Run, type World } from './world.ts';

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', '\\': '\\', r: '\r' };
const unescaped = (text: string): string =>
  text.replace(/\\([ntr\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);

const echo: Tool = (args, world) => {
  const flags = args.findIndex((arg) => !/^-[neE]+$/.test(arg));
  const options = (flags < 0 ? args : args.slice(0, flags)).join('');
  const text = (flags < 0 ? [] : args.slice(flags)).join(' ');
  world.print(
    `${options.includes('e') ? unescaped(text) : text}${options.includes('n') ? '' : '\n'}`,
  );
  return 0;
};

const printf: Tool = ([format = '', ...values], world) => {
  let at = 0;
  world.print(unescaped(format).replace(/%[sd]/g, () => values[at++] ?? ''));
  return 0;
};

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** "1m" ⇒ 60_000, "infinity" ⇒ ∞; undefined for no time. */
function sleepMs(text: string): number | undefined {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  const found = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text);
  return found ? Number(found[1]) * (SECONDS[found[2] || 's'] ?? 1) * 1_000 : undefined;
}

function* sleep(args: readonly string[], world: World): Run {
  let totalMs = 0;
  for (const arg of args) {
    const ms = sleepMs(arg);
    if (ms === undefined) {
      world.printError(`sleep: invalid time interval '${arg}'\n`);
      return 1;
    }
    totalMs += ms;
  }
  if (args.length === 0) {
    world.printError('sleep: missing operand\n');
    return 1;
  }
  yield totalMs;
  return 0;
}

const nslookup: Tool = ([name = ''], world) => {
  const address = world.resolve(name);
  world.print('Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n');
  if (address === undefined) {
    world.print(`** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  world.print(`Name:\t${name}\nAddress: ${address}\n\n`);
  return 0;
};

const seq: Tool = (args, world) => {
  const [first, last] = args.length > 1 ? [Number(args[0]), Number(args[1])] : [1, Number(args[0])];
  for (let at = first; at <= Math.min(last, first + 10_000); at += 1) world.print(`${at}\n`);
  return 0;
};

const exit: Tool = ([status = '0']) => {
  throw new ExitSignal(Number(status) & 255);
};

const bracket: Tool = (args, world) => {
  if (args.at(-1) === ']') return test(args.slice(0, -1), world);
  world.printError('sh: missing ]\n');
  return 2;
};

const yes: Tool = () => 0;

/** A program that prints one line. */
const says =
  (line: (world: World) => string): Tool =>
  (_, world) => {
    world.print(`${line(world)}\n`);
    return 0;
  };

/** Every program by name; `exit`, `cd` and the like are the shell's own upstream, which nobody can tell here. */
export const tools: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ...filePrograms,
  ...textPrograms,
  ...systemPrograms,
  ...networkPrograms,
  ...archivePrograms,
  ['sleep', sleep],
  ['exit', exit],
  ['true', yes],
  [':', yes],
  ['false', () => 1],
  ['echo', echo],
  ['printf', printf],
  ['test', (args, world) => test(args, world)],
  ['[', bracket],
  ['seq', seq],
  ['chmod', yes],
  ['set', yes],
  ['wait', yes],
  ['hostname', says(({ hostname }) => hostname)],
  ['date', says((world) => printRfc1123(world.now()))],
  ['nslookup', nslookup],
]);
