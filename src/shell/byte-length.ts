/** How long a text is as a file. */

const utf8 = new TextEncoder();

/** Bytes of a text in UTF-8: "é" ⇒ 2 */
export function byteLength(text: string): number {
  return utf8.encode(text).length;
}
