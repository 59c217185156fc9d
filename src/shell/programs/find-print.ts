/** `find -printf`: an entry by a format. */
import { formatDate } from '../calendar.ts';
import { decodeEscapes } from '../expand/transform.ts';
import { modeLetters } from '../file-mode.ts';
import type { EntryStat } from '../file-system.ts';
import { nameOf, parentOf } from '../path.ts';

/** What is known of where it was found. */
interface Place {
  readonly path: string;
  readonly depth: number;
}

const kinds = { file: ['f', '-'], folder: ['d', 'd'], link: ['l', 'l'] } as const;

/** ("%f %s\\n", …) ⇒ "a.txt 12<newline>" */
export function printFound(
  format: string,
  { path, depth }: Place,
  entry: EntryStat,
  target: string | undefined,
): string {
  const [letter, mark] = kinds[entry.kind];
  const start = path
    .split('/')
    .slice(0, -depth || undefined)
    .join('/');
  const values: Readonly<Record<string, string>> = {
    p: path,
    f: nameOf(path),
    h: path.includes('/') ? parentOf(path) : '.',
    P: depth === 0 ? '' : path.slice(start.length + 1),
    H: start,
    s: String(entry.size),
    b: String(Math.ceil(entry.size / 4096) * 8),
    k: String(Math.ceil(entry.size / 4096) * 4),
    m: entry.mode.toString(8),
    M: mark + modeLetters(entry.mode),
    y: letter,
    Y: letter,
    d: String(depth),
    n: String(entry.links),
    i: String(entry.id),
    u: 'learner',
    g: 'learner',
    U: '1000',
    G: '1000',
    l: target ?? '',
    t: formatDate('%a %b %e %H:%M:%S.%N0 %Y', entry.modifiedMs),
    '%': '%',
  };
  const text = format.replace(
    /%(-?\d*)(T|A|C)(.)|%(-?\d*)([a-zA-Z%])/g,
    (all, _width: string, time: string | undefined, date: string, width = '', key = '') => {
      if (time !== undefined) {
        if (date === '@') return `${(entry.modifiedMs / 1000).toFixed(10)}`;
        return formatDate(`%${date}`, entry.modifiedMs);
      }
      const value = values[key];
      if (value === undefined) return all;
      return width.startsWith('-') ? value.padEnd(-Number(width)) : value.padStart(Number(width));
    },
  );
  return decodeEscapes(text);
}
