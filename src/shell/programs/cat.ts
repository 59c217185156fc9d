/** `cat`. */
import type { Program } from '../program.ts';
import { Inputs } from './inputs.ts';
import { parseOptions } from './options.ts';

/** Control characters as `^X`. */
function visible(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code === 10 || code === 9) result += character;
    else if (code < 32) result += `^${String.fromCharCode(code + 64)}`;
    else result += code === 127 ? '^?' : character;
  }
  return result;
}

/** Prints files one after another; `-n` numbers lines, `-A` shows what is invisible. */
export const cat: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'AbeEnstTuv',
    long: {
      number: 'n',
      'number-nonblank': 'b',
      'show-all': 'A',
      'show-ends': 'E',
      'show-tabs': 'T',
      'squeeze-blank': 's',
      'show-nonprinting': 'v',
    },
  });
  const all = options.has('A');
  const ends = all || options.has('E') || options.has('e');
  const tabs = all || options.has('T') || options.has('t');
  const controls = all || options.has('v') || options.has('e') || options.has('t');
  const numbers = options.has('b') ? 'filled' : options.has('n') ? 'all' : 'none';
  const plain = !ends && !tabs && !controls && numbers === 'none' && !options.has('s');
  const inputs = new Inputs(context, options.operands);
  let number = 0;
  let blank = false;
  for await (const { input } of inputs.each()) {
    for (;;) {
      const piece = plain ? await input.read() : await input.readLine();
      if (piece === undefined) break;
      if (plain) {
        await context.stdout.write(piece);
        continue;
      }
      const newline = piece.endsWith('\n') ? '\n' : '';
      let line = newline === '' ? piece : piece.slice(0, -1);
      if (options.has('s') && line === '' && blank) continue;
      blank = line === '';
      if (controls) line = visible(line);
      if (tabs) line = line.replaceAll('\t', '^I');
      const counted = numbers === 'all' || (numbers === 'filled' && piece !== '\n');
      if (counted) number += 1;
      const label = counted ? `${String(number).padStart(6)}\t` : '';
      await context.stdout.write(label + line + (ends && newline !== '' ? '$' : '') + newline);
    }
  }
  return inputs.failures > 0 ? 1 : 0;
};
