/** Bytes as text and back without loss: what is no UTF-8 stands as U+DC80 … U+DCFF, a byte each. */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** How many bytes the character at `at` has; 0 when there is no whole one. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  try {
    strict.decode(bytes.subarray(at, at + length));
    return length;
  } catch {
    return 0;
  }
}

function decodeMixed(bytes: Uint8Array): string {
  let text = '';
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text +=
      strict.decode(bytes.subarray(from, at)) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += 1;
    from = at;
  }
  return text + strict.decode(bytes.subarray(from));
}

/** [0xff, 0x41] ⇒ "\udcffA" */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeMixed(bytes);
  }
}

/** "\udcffA" ⇒ [0xff, 0x41] */
export function bytesOfText(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const pieces = text.split(/((?<![\ud800-\udbff])[\udc80-\udcff])/);
  const parts = pieces.map((piece) =>
    piece.length === 1 && piece >= '\udc80' && piece <= '\udcff'
      ? Uint8Array.of(piece.charCodeAt(0) - 0xdc00)
      : encoder.encode(piece),
  );
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
