/** `seq`. */
import { formatFloat, formatFloating, parseFormat } from '../format.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';

const numberPattern = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

function decimals(text: string): number {
  return /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
}

interface Request {
  separator: string;
  equalWidth: boolean;
  format: string | undefined;
  words: string[];
}

function parse(args: readonly string[]): Request {
  const request: Request = { separator: '\n', equalWidth: false, format: undefined, words: [] };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const value = () => {
      at += 1;
      return args[at] ?? '';
    };
    if (numberPattern.test(word)) request.words.push(word);
    else if (word === '-w' || word === '--equal-width') request.equalWidth = true;
    else if (word.startsWith('--separator'))
      request.separator = word.includes('=') ? word.slice(12) : value();
    else if (word.startsWith('--format'))
      request.format = word.includes('=') ? word.slice(9) : value();
    else if (word.startsWith('-s')) request.separator = word.slice(2) || value();
    else if (word.startsWith('-f')) request.format = word.slice(2) || value();
    else if (/^-./.test(word)) {
      throw new ProgramError(
        `invalid option -- '${word[1] ?? ''}'\nTry 'seq --help' for more information.`,
      );
    } else
      throw new ProgramError(
        `invalid floating point argument: ‘${word}’\nTry 'seq --help' for more information.`,
      );
  }
  return request;
}

/** Numbers from FIRST by STEP to LAST. */
export const seq: Program = async (context) => {
  const { separator, equalWidth, format, words } = parse(context.args);
  const help = "\nTry 'seq --help' for more information.";
  if (words.length === 0) throw new ProgramError(`missing operand${help}`);
  if (words.length > 3) throw new ProgramError(`extra operand ‘${words[3] ?? ''}’${help}`);
  const [first, step, last] =
    words.length === 1
      ? ['1', '1', words[0]]
      : words.length === 2
        ? [words[0], '1', words[1]]
        : words;
  const by = Number(step);
  if (by === 0) throw new ProgramError(`invalid Zero increment value: ‘${step ?? ''}’${help}`);
  const places = Math.max(decimals(first ?? ''), decimals(step ?? ''));
  const count = Math.floor((Number(last) - Number(first)) / by + 1e-10);
  const [conversion] =
    format === undefined ? [] : parseFormat(format).filter((part) => !('literal' in part));
  const print = (value: number) => {
    if (format === undefined || conversion === undefined || 'literal' in conversion)
      return formatFloat(value, 'f', places);
    return parseFormat(format)
      .map((part) =>
        'literal' in part
          ? part.literal
          : formatFloating(value, {
              flags: part.flags,
              width: part.width === undefined ? undefined : Number(part.width),
              precision: part.precision === undefined ? undefined : Number(part.precision),
              letter: part.letter,
            }),
      )
      .join('');
  };
  const width = equalWidth
    ? Math.max(print(Number(first)).length, print(Number(first) + by * count).length)
    : 0;
  for (let at = 0; at <= count; at += 1) {
    const text = print(Number(first) + by * at);
    const sign = text.startsWith('-') ? '-' : '';
    const padded = sign + text.slice(sign.length).padStart(width - sign.length, '0');
    await context.stdout.write(at === 0 ? padded : separator + padded);
  }
  if (count >= 0) await context.stdout.write('\n');
  return 0;
};
