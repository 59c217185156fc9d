/** Candidates with what they mean behind them, as cobra's completion script for bash lists them. Mirrors its __kubectl_format_comp_descriptions. */
import { textWidth } from './width.ts';

const BRACKETS = 4;
const LEAST = 8;

/** `get       (Display one or many resources)`: aligned where the screen is wide enough, cut at its edge. */
export function described(
  names: readonly string[],
  descriptions: Readonly<Record<string, string>>,
  columns: number,
): readonly string[] {
  const longest = Math.max(0, ...names.map(textWidth));
  const isAligned = columns - longest - BRACKETS > LEAST;
  return names.map((name) => {
    const text = Object.hasOwn(descriptions, name) ? (descriptions[name] ?? '') : '';
    if (text === '') return name;
    const width = isAligned ? longest : textWidth(name);
    const room = columns - width - BRACKETS;
    if (room <= 0) return name;
    const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
    return `${name}${' '.repeat(width - textWidth(name))}  (${shown})`;
  });
}
