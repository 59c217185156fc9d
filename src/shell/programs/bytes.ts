/** Text as the bytes a file would have. */

const utf8 = new TextEncoder();

/** "é" ⇒ c3 a9 */
export function bytesOf(text: string): Uint8Array {
  return utf8.encode(text);
}

/** Bytes as text, as well as they can be one. */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
