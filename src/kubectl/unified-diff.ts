/** Two texts ⇒ the hunks of `diff -u`. */
import { structuredPatch } from 'diff';

/** `@@ -6,7 +6,7 @@`; a range of one line has no count, an empty one begins a line earlier. */
const range = (start: number, lines: number): string => {
  if (lines === 1) return `${start}`;
  return `${lines === 0 ? Math.max(0, start - 1) : start},${lines}`;
};

/** Hunks with three lines of context. */
export function unifiedDiff(before: string, after: string): string {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 });
  return hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) => {
      const head = `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`;
      return `${[head, ...lines].join('\n')}\n`;
    })
    .join('');
}
