/** Columns as Go's text/tabwriter makes them. */
import { expect, test } from 'vitest';
import { alignTabs } from './tab-writer.ts';

test.each([
  ['a\tb\nccc\td\n', 'a    b\nccc  d\n'],
  // A line without tabs ends a column; the next one is measured anew.
  ['a\tb\nbreak\nlong name\td\n', 'a  b\nbreak\nlong name  d\n'],
  // The second column of neighbouring lines is a column of its own.
  ['a\tb\tc\nx\ty\nlong\tbb\tc\n', 'a     b  c\nx     y\nlong  bb  c\n'],
  // An empty cell still takes its column's width; the last cell is never padded.
  ['name\tvalue\n\tmore\n', 'name  value\n      more\n'],
  ['ü\tx\nab\ty\n', 'ü   x\nab  y\n'],
])('%j ⇒ %j', (text, expected) => {
  expect(alignTabs(text)).toBe(expected);
});
