/** The last row of the screen: `:`, the file's name, `(END)`. */
import type { View } from './view.ts';

/** Light on dark becomes dark on light. */
export const reversed = (text: string): string => `\x1b[7m${text}\x1b[27m`;

interface Place {
  /** Of every file; undefined for standard input. */
  readonly names: readonly (string | undefined)[];
  /** Which of them is shown. */
  readonly at: number;
  /** Nothing was pressed yet: the name is told. */
  readonly isFirst: boolean;
  /** The number typed so far. */
  readonly count: string;
}

export function promptOf(view: View, { names, at, isFirst, count }: Place): string {
  const name = names[at];
  const place = names.length > 1 ? ` (file ${at + 1} of ${names.length})` : '';
  const title = isFirst && name !== undefined ? `${name}${place}` : '';
  if (view.isAtEnd) {
    const next = names[at + 1];
    const more = next === undefined ? '' : ` - Next: ${next}`;
    return reversed(`${title === '' ? '' : `${title} `}(END)${more}`);
  }
  return title === '' || count !== '' ? `:${count}` : reversed(title);
}

/** What `=` says: "pods.txt lines 1-23/40". */
export function whereOf(view: View): string {
  const rows = view.rows();
  const from = (rows[view.top]?.line ?? 0) + 1;
  const last = Math.min(rows.length - 1, view.top + view.height - 1);
  const to = (rows[last]?.line ?? 0) + 1;
  const total = view.source.isEnded ? `/${view.source.lines.length}` : '';
  const end = view.isAtEnd ? ' (END)' : '';
  return `${view.source.name ?? '(standard input)'} lines ${from}-${to}${total}${end}  (press RETURN)`;
}
