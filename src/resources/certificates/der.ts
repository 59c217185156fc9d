/** DER, the binary form of certificates: reading what is needed, writing what is made. */

/** One element: its tag, and where its content lies in the bytes it was read from. */
export interface Element {
  readonly tag: number;
  /** The element with its head. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

export const TAG = {
  integer: 2,
  bitString: 3,
  octetString: 4,
  oid: 6,
  utf8: 12,
  time: 23,
  sequence: 48,
  set: 49,
};

/** Bytes that are no DER. */
export class DerError extends Error {
  override name = 'DerError';
}

/** The element that begins at `at`. */
function elementAt(bytes: Uint8Array, at: number): Element {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined)
    throw new DerError('asn1: syntax error: data truncated');
  const count = first < 0x80 ? 0 : first & 0x7f;
  let length = first < 0x80 ? first : 0;
  for (const byte of bytes.subarray(at + 2, at + 2 + count)) length = length * 256 + byte;
  const start = at + 2 + count;
  if (count > 4 || start + length > bytes.length) {
    throw new DerError('asn1: syntax error: data truncated');
  }
  return {
    tag,
    whole: bytes.subarray(at, start + length),
    content: bytes.subarray(start, start + length),
  };
}

/** The elements that follow one another in `bytes`. */
export function elements(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length; at += found.at(-1)?.whole.length ?? 1) {
    found.push(elementAt(bytes, at));
  }
  return found;
}

/** Bytes put end to end. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** An element of its tag and parts. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = joined(parts);
  const { length } = content;
  const size: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest % 256);
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | size.length, ...size];
  return joined([Uint8Array.from(head), content]);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const derText = (tag: number, text: string): Uint8Array => der(tag, encoder.encode(text));
export const textOf = ({ content }: Element): string => decoder.decode(content);

/** A number of any size that is not negative. */
export const derInteger = (bytes: Uint8Array): Uint8Array =>
  der(TAG.integer, (bytes[0] ?? 0) >= 0x80 ? joined([Uint8Array.of(0), bytes]) : bytes);

/** "2.5.4.3" ⇒ its element. */
export function derOid(text: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const number of rest) {
    const digits = [number % 128];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left % 128) | 0x80);
    }
    bytes.push(...digits);
  }
  return der(TAG.oid, Uint8Array.from(bytes));
}

export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);
