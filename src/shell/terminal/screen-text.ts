/** Small questions about text on its way to the screen. */

/** Another screen, for programs that fill it: what was there comes back after it. */
export const enterScreen = '\x1b[?1049h';
export const leaveScreen = '\x1b[?1049l';

/** Whether something stands in the cursor's line after a text: above 0 when so. */
export function columnAfter(column: number, text: string): number {
  if (text.endsWith(leaveScreen)) return 0;
  const line = text.lastIndexOf('\n') + 1;
  const home = Math.max(
    text.lastIndexOf('\x1b[H'),
    text.lastIndexOf('\x1b[2J'),
    text.lastIndexOf('\x1b[3J'),
  );
  if (home >= line) return text.length - home > 4 ? 1 : 0;
  return (line > 0 ? 0 : column) + text.length - line;
}

/** A quote that completion opened is closed again. */
export function closed(word: string): string {
  const [first = ''] = word;
  return (first === '"' || first === "'") && !word.endsWith(first) ? word + first : word;
}
