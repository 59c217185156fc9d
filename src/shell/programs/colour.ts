/** Colours as grep and diff put them on a terminal. */
import type { Writer } from '../program.ts';
import type { Options } from './options.ts';

/** Whether to colour: `--color` and `--color=auto` do on a terminal, `--color=always` everywhere. */
export function wantsColour(options: Options, letter: string, out: Writer): boolean {
  const when = options.value(letter);
  if (when === 'always') return true;
  return options.has(letter) && when !== 'never' && out.isTerminal;
}

const grepColours = { match: '01;31', name: '35', number: '32', mark: '36' } as const;

/** A part of what grep prints. Mirrors GNU grep's pr_sgr_start: each colour clears to the line's end. */
export const paintGrep = (part: keyof typeof grepColours, text: string): string =>
  `\x1b[${grepColours[part]}m\x1b[K${text}\x1b[m\x1b[K`;

/** Colours of a diff's line by how it begins. */
function diffColour(line: string, at: number, unified: boolean): string | undefined {
  if (unified && at < 2) return '1';
  if (unified ? line.startsWith('@@') : /^\d/.test(line)) return '36';
  if (line.startsWith(unified ? '-' : '<')) return '31';
  return line.startsWith(unified ? '+' : '>') ? '32' : undefined;
}

/** One file's differences, each line in its colour. */
export function paintDiff(text: string, unified: boolean): string {
  return text
    .split('\n')
    .map((line, at) => {
      const colour = diffColour(line, at, unified);
      return colour === undefined ? line : `\x1b[${colour}m${line}\x1b[0m`;
    })
    .join('\n');
}
