/** `numfmt`: numbers for people and back. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

const units = ['', 'K', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];

/** ("1.5K", "iec") ⇒ 1536 */
function parse(text: string, from: string): number {
  const match = /^(-?\d+(?:\.\d+)?)(?:([KMGTPEZY])(i?))?$/.exec(text);
  if (match === null) {
    if (/^-?\d/.test(text)) throw new ProgramError(`invalid suffix in input: ‘${text}’`, 2);
    throw new ProgramError(`invalid number: ‘${text}’`, 2);
  }
  const power = units.indexOf(match[2] ?? '');
  if (power > 0 && from === 'none')
    throw new ProgramError(`rejecting suffix in input: ‘${text}’ (consider using --from)`, 2);
  const base = from === 'si' || (from === 'auto' && match[3] === '') ? 1000 : 1024;
  return Number(match[1]) * base ** power;
}

/** (2048, "iec") ⇒ "2.0K": rounded away from zero, one place below ten. */
function print(value: number, to: string, round: (value: number) => number): string {
  if (to === 'none') return String(value);
  const base = to === 'si' ? 1000 : 1024;
  let power = 0;
  let rest = Math.abs(value);
  for (; rest >= base; power += 1) rest /= base;
  let shown = power > 0 && rest < 10 ? round(rest * 10) / 10 : round(rest);
  if (shown >= base) {
    shown = round((shown / base) * 10) / 10;
    power += 1;
  }
  const digits = power > 0 && shown < 10 ? shown.toFixed(1) : String(shown);
  const mark = to === 'iec-i' && power > 0 ? 'i' : '';
  return `${value < 0 ? '-' : ''}${digits}${units[power] ?? ''}${mark}`;
}

const roundings: Readonly<Record<string, (value: number) => number>> = {
  up: Math.ceil,
  down: Math.floor,
  nearest: Math.round,
  'from-zero': Math.ceil,
  'towards-zero': Math.floor,
};

/** Converts its words, or a field of each line. */
export const numfmt: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'd:f:t:r:s:p:h:F:zg',
    long: {
      to: 't',
      from: 'f',
      field: 'F',
      suffix: 's',
      padding: 'p',
      round: 'r',
      delimiter: 'd',
      header: 'h',
      grouping: 'g',
      format: 'z',
    },
  });
  const to = options.value('t') ?? 'none';
  const from = options.value('f') ?? 'none';
  const round = roundings[options.value('r') ?? 'from-zero'] ?? Math.ceil;
  const suffix = options.value('s') ?? '';
  const padding = Number(options.value('p') ?? 0);
  const convert = (word: string) => {
    const text = suffix !== '' && word.endsWith(suffix) ? word.slice(0, -suffix.length) : word;
    const shown = print(parse(text, from), to, round) + suffix;
    return padding < 0 ? shown.padEnd(-padding) : shown.padStart(padding);
  };
  if (options.operands.length > 0) {
    await context.stdout.write(options.operands.map((word) => `${convert(word)}\n`).join(''));
    return 0;
  }
  const field = Number(options.value('F') ?? 1);
  const delimiter = options.value('d');
  const inputs = new Inputs(context, []);
  for await (const line of inputs.lines()) {
    const parts = delimiter === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(delimiter);
    const cells = parts.map((part, at) => {
      if (at !== field - 1) return part;
      const shown = convert(part.trim());
      const lead = /^\s*/.exec(part)?.[0] ?? '';
      return delimiter === undefined && lead !== ''
        ? (at > 0 ? ' ' : '') + shown.padStart(part.length - (at > 0 ? 1 : 0))
        : shown;
    });
    await context.stdout.write(`${cells.join(delimiter ?? '')}\n`);
  }
  return 0;
};
