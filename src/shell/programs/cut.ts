/** `cut`. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

type Range = readonly [number, number];

/** "1,3-5,7-" ⇒ ranges. */
function parseList(list: string, what: string): Range[] {
  const help = "\nTry 'cut --help' for more information.";
  return list.split(/[, ]/).map((part): Range => {
    const match = /^(\d*)(-?)(\d*)$/.exec(part);
    if (match === null) {
      const kind = what === 'f' ? 'field value' : 'byte/character position';
      throw new ProgramError(`invalid ${kind} ‘${part}’${help}`);
    }
    if (part === '-' || part === '')
      throw new ProgramError(`invalid range with no endpoint: -${help}`);
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to =
      match[2] === '' ? from : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (from === 0) {
      throw new ProgramError(
        `${what === 'f' ? 'fields are' : 'byte/character positions are'} numbered from 1${help}`,
      );
    }
    if (to < from) throw new ProgramError(`invalid decreasing range${help}`);
    return [from, to];
  });
}

/** Cuts fields (`-d, -f1,3`) or characters (`-c1-3`) out of each line. */
export const cut: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'b:c:d:f:nsCO:',
    long: {
      bytes: 'b',
      characters: 'c',
      delimiter: 'd',
      fields: 'f',
      'only-delimited': 's',
      complement: 'C',
      'output-delimiter': 'O',
    },
  });
  const letter = ['f', 'c', 'b'].find((each) => options.has(each));
  if (letter === undefined) {
    throw new ProgramError(
      "you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.",
    );
  }
  const ranges = parseList(options.value(letter) ?? '', letter);
  const complement = options.has('C');
  const chosen = (at: number) => ranges.some(([from, to]) => at >= from && at <= to) !== complement;
  const delimiter = options.value('d') ?? '\t';
  if (delimiter.length !== 1) {
    throw new ProgramError(
      "the delimiter must be a single character\nTry 'cut --help' for more information.",
    );
  }
  if (options.has('d') && letter !== 'f') {
    throw new ProgramError(
      "an input delimiter may be specified only when operating on fields\nTry 'cut --help' for more information.",
    );
  }
  const joiner = options.value('O') ?? (letter === 'f' ? delimiter : '');
  const inputs = new Inputs(context, options.operands);
  for await (const line of inputs.lines()) {
    if (letter === 'f' && !line.includes(delimiter)) {
      if (!options.has('s')) await context.stdout.write(`${line}\n`);
      continue;
    }
    const parts = letter === 'f' ? line.split(delimiter) : [...line];
    const kept = parts.filter((_, at) => chosen(at + 1)).join(joiner);
    await context.stdout.write(`${kept}\n`);
  }
  return inputs.failures > 0 ? 1 : 0;
};
