/** What every output format has in common: an object goes in, text comes out. */

/** May remember what it printed before (headers, `---`). */
export interface ObjectPrinter {
  print(object: unknown): string;
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Order of UTF-8 bytes, which is that of code points: Go sorts so, UTF-16 does not. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
  }
  return a.length - b.length;
}

/** Text of an object's map keys in byte order, without those whose value is undefined. */
export const sortedKeys = (map: object): readonly string[] =>
  Object.keys(map)
    .filter((key) => (map as Record<string, unknown>)[key] !== undefined)
    .sort(compareBytes);
