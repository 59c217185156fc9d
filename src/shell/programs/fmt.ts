/** `fmt`: paragraphs filled to a width. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { cannotOpen, Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

interface Word {
  readonly text: string;
  /** Two spaces follow the end of a sentence that ended its line. */
  readonly gap: number;
}

/** What a line costs that is `length` long: far from the goal, or after the end of a sentence. */
function lineCost(length: number, goal: number): number {
  return 10 * (goal - length) ** 2;
}

/** Words as lines, the whole paragraph as even as can be. Mirrors coreutils fmt.c fmt_paragraph. */
function fill(words: readonly Word[], indent: string, width: number, goal: number): string[] {
  const count = words.length;
  const best: { cost: number; next: number; length: number }[] = [];
  best[count] = { cost: 0, next: count, length: 0 };
  for (let start = count - 1; start >= 0; start -= 1) {
    let length = indent.length;
    let found = { cost: Number.POSITIVE_INFINITY, next: start + 1, length };
    for (let end = start; end < count; end += 1) {
      const word = words[end];
      if (word === undefined) break;
      length += word.text.length + (end > start ? (words[end - 1]?.gap ?? 1) : 0);
      if (length > width && end > start) break;
      const after = best[end + 1];
      let cost = after?.cost ?? 0;
      if (end + 1 < count) {
        cost += lineCost(length, goal) + breakCost(words, end + 1);
        if (after !== undefined && after.next < count)
          cost += ((length - after.length) / 2) ** 2 * 10;
      }
      if (cost < found.cost) found = { cost, next: end + 1, length };
    }
    best[start] = found;
  }
  const lines: string[] = [];
  for (let at = 0; at < count; ) {
    const next = best[at]?.next ?? count;
    const line = words
      .slice(at, next)
      .map((word, index) => word.text + (index < next - at - 1 ? ' '.repeat(word.gap) : ''));
    lines.push(indent + line.join(''));
    at = next;
  }
  return lines;
}

/** Breaking after a sentence is good, within one after its first word bad. */
function breakCost(words: readonly Word[], at: number): number {
  const before = words[at - 1]?.text ?? '';
  if (/[.!?]["')\]]*$/.test(before)) return (words[at - 1]?.gap ?? 1) === 2 ? -2500 : 160_000;
  if (/[,;:]$/.test(before)) return -1600;
  return 4900;
}

/** Fills paragraphs; what is indented alike belongs together. */
export const fmt: Program = async (context) => {
  const args = context.args.map((arg) => arg.replace(/^-(\d+)$/, '-w$1'));
  const options = parseOptions(
    { name: context.name, args },
    {
      short: 'cg:p:stuw:',
      long: { width: 'w', goal: 'g', 'split-only': 's', 'uniform-spacing': 'u' },
    },
  );
  const width = Number(options.value('w') ?? 75);
  if (!Number.isInteger(width))
    throw new ProgramError(`invalid width: ‘${options.value('w') ?? ''}’`);
  const goal = Number(options.value('g') ?? Math.floor((width * 187) / 200));
  const inputs = new Inputs(context, options.operands, cannotOpen);
  let paragraph: Word[] = [];
  let indent = '';
  const flush = async () => {
    const lines = paragraph.length === 0 ? [] : fill(paragraph, indent, width, goal);
    await context.stdout.write(lines.map((line) => `${line}\n`).join(''));
    paragraph = [];
  };
  for await (const line of inputs.lines()) {
    const own = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (line.trim() === '') {
      await flush();
      await context.stdout.write('\n');
      continue;
    }
    if (own !== indent || options.has('s')) await flush();
    indent = own;
    const parts = [...line.trim().matchAll(/(\S+)(\s*)/g)];
    parts.forEach(([, text = '', space = ''], at) => {
      const last = at === parts.length - 1;
      const ends = /[.!?]["')\]]*$/.test(text);
      const wide = options.has('u') || last ? (ends ? 2 : 1) : Math.max(1, space.length);
      paragraph.push({ text, gap: wide });
    });
  }
  await flush();
  return inputs.failures > 0 ? 1 : 0;
};
