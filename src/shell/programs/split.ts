/** `split`: a file in pieces. */
import { byteLength } from '../memory-files.ts';
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { cannotOpen, Inputs } from './inputs.ts';
import { type Options, parseOptions } from './options.ts';

/** "10k" ⇒ 10240 */
function size(text: string, what: string): number {
  const match = /^(\d+)([bkKmMG]?)B?$/.exec(text);
  if (match === null || Number(match[1]) === 0)
    throw new ProgramError(`invalid number of ${what}: ‘${text}’`);
  const units: Readonly<Record<string, number>> = {
    b: 512,
    k: 1024,
    K: 1024,
    m: 2 ** 20,
    M: 2 ** 20,
    G: 2 ** 30,
  };
  return Number(match[1]) * (units[match[2] ?? ''] ?? 1);
}

function byBytes(text: string, bytes: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of text) {
    const length = byteLength(character);
    if (used + length > bytes && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += length;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

function piecesOf(text: string, options: Options): string[] {
  const bytes = options.value('b');
  if (bytes !== undefined) return byBytes(text, size(bytes, 'bytes'));
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const number = options.value('n');
  if (number !== undefined) {
    const count = size(number.replace(/^[lr]\//, ''), 'chunks');
    if (number.startsWith('l/') || number.startsWith('r/')) {
      const groups: string[] = Array.from({ length: count }, () => '');
      lines.forEach((line, at) => {
        const place = number.startsWith('r/')
          ? at % count
          : Math.floor((at * count) / lines.length);
        groups[place] += line;
      });
      return groups;
    }
    const each = Math.floor(text.length / count);
    return Array.from({ length: count }, (_, at) =>
      text.slice(at * each, at === count - 1 ? undefined : (at + 1) * each),
    );
  }
  const limit = size(options.value('l') ?? '1000', 'lines');
  const pieces: string[] = [];
  for (let at = 0; at < lines.length; at += limit)
    pieces.push(lines.slice(at, at + limit).join(''));
  return pieces;
}

/** 0 ⇒ "aa", 27 ⇒ "bb"; with `-d` "00", "27". */
function suffix(at: number, length: number, digits: boolean): string {
  if (digits) return String(at).padStart(length, '0');
  let rest = at;
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = String.fromCharCode(97 + (rest % 26)) + text;
    rest = Math.floor(rest / 26);
  }
  return text;
}

/** Writes `xaa`, `xab`, … */
export const split: Program = async (context) => {
  const args = context.args.map((arg) => arg.replace(/^-(\d+)$/, '-l$1'));
  const options = parseOptions(
    { name: context.name, args },
    {
      short: 'a:b:C:dl:n:xS:v',
      long: {
        lines: 'l',
        bytes: 'b',
        number: 'n',
        'suffix-length': 'a',
        'numeric-suffixes': 'd',
        'additional-suffix': 'S',
        verbose: 'v',
      },
    },
  );
  const [file = '-', prefix = 'x'] = options.operands;
  const inputs = new Inputs(context, [file], cannotOpen);
  let text = '';
  for await (const { input } of inputs.each()) text += await input.readAll();
  if (inputs.failures > 0) return 1;
  const length = Number(options.value('a') ?? 2);
  for (const [at, piece] of piecesOf(text, options).entries()) {
    const name = `${prefix}${suffix(at, length, options.has('d'))}${options.value('S') ?? ''}`;
    if (options.has('v')) await context.stdout.write(`creating file '${name}'\n`);
    context.files.write(resolvePath(context.cwd, name), piece);
  }
  return 0;
};
