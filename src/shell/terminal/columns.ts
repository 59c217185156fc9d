/** Names in columns, down then across, as `ls` and completion show them. */
import { textWidth } from './width.ts';

/** Colours take no room. */
function visibleWidth(text: string): number {
  let plain = text;
  for (let at = plain.indexOf('\x1b['); at >= 0; at = plain.indexOf('\x1b[')) {
    plain = plain.slice(0, at) + plain.slice(plain.indexOf('m', at) + 1);
  }
  return textWidth(plain);
}

/** As many columns as fit, two blanks apart; each column as wide as its widest name. */
export function inColumns(names: readonly string[], columns: number): string {
  if (names.length === 0) return '';
  const widths = names.map(visibleWidth);
  for (let rows = 1; rows <= names.length; rows += 1) {
    const count = Math.ceil(names.length / rows);
    const sizes = Array.from({ length: count }, (_, column) =>
      Math.max(...widths.slice(column * rows, column * rows + rows)),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0) + 2 * (count - 1);
    if (total > columns - 1 && rows < names.length) continue;
    let text = '';
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < count; column += 1) {
        const at = column * rows + row;
        if (at >= names.length) break;
        const last = at + rows >= names.length;
        text +=
          (names[at] ?? '') +
          (last ? '' : ' '.repeat((sizes[column] ?? 0) - (widths[at] ?? 0) + 2));
      }
      text += '\n';
    }
    return text;
  }
  return names.map((name) => `${name}\n`).join('');
}
