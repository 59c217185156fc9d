/** `expand`, `unexpand`, `tsort`, `shuf`, `factor`, `base32`: small filters. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { bytesOf } from './bytes.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Tabs to spaces. */
export const expand: Program = async (context) => {
  const options = parseOptions(context, { short: 'it:', long: { tabs: 't', initial: 'i' } });
  const stop = Number(options.value('t') ?? 8);
  const inputs = new Inputs(context, options.operands);
  for await (const line of inputs.lines()) {
    let text = '';
    for (const character of line)
      text += character === '\t' ? ' '.repeat(stop - (text.length % stop)) : character;
    await context.stdout.write(`${text}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};

/** Spaces to tabs: at the start of lines, with `-a` everywhere. */
export const unexpand: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'at:',
    long: { all: 'a', tabs: 't', 'first-only': 'f' },
  });
  const stop = Number(options.value('t') ?? 8);
  const everywhere = options.has('a') || options.has('t');
  const inputs = new Inputs(context, options.operands);
  for await (const line of inputs.lines()) {
    let [text, blanks, column, leading] = ['', '', 0, true];
    for (const character of line) {
      if (character === ' ' && (leading || everywhere)) {
        blanks += ' ';
        column += 1;
        if (column % stop === 0) {
          text += blanks.length > 1 || leading ? '\t' : blanks;
          blanks = '';
        }
        continue;
      }
      leading &&= character === '\t';
      text += blanks + character;
      blanks = '';
      column += character === '\t' ? stop - (column % stop) : 1;
    }
    await context.stdout.write(`${text}${blanks}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};

/** An order in which every pair's first comes before its second. */
export const tsort: Program = async (context) => {
  const inputs = new Inputs(context, context.args);
  let text = '';
  for await (const { input } of inputs.each()) text += await input.readAll();
  if (inputs.failures > 0) return 1;
  const words = text.split(/\s+/).filter(Boolean);
  const [file = '-'] = context.args;
  if (words.length % 2 === 1)
    throw new ProgramError(`${file}: input contains an odd number of tokens`);
  const after = new Map<string, string[]>();
  const before = new Map<string, number>();
  for (const word of words) {
    if (!after.has(word)) after.set(word, []);
    if (!before.has(word)) before.set(word, 0);
  }
  for (let at = 0; at < words.length; at += 2) {
    const [a = '', b = ''] = [words[at], words[at + 1]];
    if (a === b) continue;
    after.get(a)?.unshift(b);
    before.set(b, (before.get(b) ?? 0) + 1);
  }
  const ready = [...before]
    .filter(([, count]) => count === 0)
    .map(([word]) => word)
    .sort();
  let printed = 0;
  for (let word = ready.shift(); word !== undefined; word = ready.shift()) {
    await context.stdout.write(`${word}\n`);
    printed += 1;
    for (const next of after.get(word) ?? []) {
      const left = (before.get(next) ?? 0) - 1;
      before.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  if (printed === before.size) return 0;
  const loop = [...before].filter(([, count]) => count > 0).map(([word]) => word);
  await context.stderr.write(
    `tsort: ${file}: input contains a loop:\n${loop.map((word) => `tsort: ${word}\n`).join('')}`,
  );
  await context.stdout.write(loop.map((word) => `${word}\n`).join(''));
  return 1;
};

/** Lines, words (`-e`) or numbers (`-i`) in an order that looks random and is the same for the same input. */
export const shuf: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'ei:n:ro:z',
    long: { echo: 'e', 'input-range': 'i', 'head-count': 'n', repeat: 'r', output: 'o' },
  });
  const items: string[] = [];
  const range = /^(\d+)-(\d+)$/.exec(options.value('i') ?? '');
  if (options.has('e')) items.push(...options.operands);
  else if (range !== null)
    for (let n = Number(range[1]); n <= Number(range[2]); n += 1) items.push(String(n));
  else if (options.has('i'))
    throw new ProgramError(`invalid input range: ‘${options.value('i') ?? ''}’`);
  else {
    const inputs = new Inputs(context, options.operands);
    for await (const line of inputs.lines()) items.push(line);
    if (inputs.failures > 0) return 1;
  }
  let seed = (context.clock.now() ^ items.length) >>> 0;
  for (let at = items.length - 1; at > 0; at -= 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % (at + 1);
    [items[at], items[other]] = [items[other] ?? '', items[at] ?? ''];
  }
  const shown = items.slice(0, Number(options.value('n') ?? items.length));
  await context.stdout.write(shown.map((item) => `${item}\n`).join(''));
  return 0;
};

/** Prime factors. */
export const factor: Program = async (context) => {
  const words = [...context.args];
  if (words.length === 0)
    words.push(...(await context.stdin.readAll()).split(/\s+/).filter(Boolean));
  let status = 0;
  for (const word of words) {
    if (!/^\d+$/.test(word)) {
      await context.stderr.write(`factor: ‘${word}’ is not a valid positive integer\n`);
      status = 1;
      continue;
    }
    const found: bigint[] = [];
    let rest = BigInt(word);
    for (let prime = 2n; prime * prime <= rest; prime += prime === 2n ? 1n : 2n)
      for (; rest % prime === 0n; rest /= prime) found.push(prime);
    if (rest > 1n) found.push(rest);
    await context.stdout.write(`${word}:${found.map((prime) => ` ${prime}`).join('')}\n`);
  }
  return status;
};

/** Base 32, one way. */
export const base32: Program = async (context) => {
  const inputs = new Inputs(
    context,
    context.args.filter((arg) => !arg.startsWith('-')),
  );
  for await (const { input } of inputs.each()) {
    const bits = [...bytesOf(await input.readAll())]
      .map((byte) => byte.toString(2).padStart(8, '0'))
      .join('');
    const digits = (bits.match(/.{1,5}/g) ?? []).map(
      (five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)] ?? '',
    );
    const text = digits.join('');
    const full = text + '='.repeat((8 - (text.length % 8)) % 8);
    await context.stdout.write(`${full.replace(/.{76}(?=.)/g, '$&\n')}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};
