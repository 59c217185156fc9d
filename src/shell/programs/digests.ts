/** Message digests over bytes: MD5 and the SHA family, synchronous and small. */

/** The message, a one bit, zeros, and its length in bits. */
function padded(
  bytes: Uint8Array,
  block: number,
  lengthBytes: number,
  littleEnd: boolean,
): Uint8Array {
  const size = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block;
  const out = new Uint8Array(size);
  out.set(bytes);
  out[bytes.length] = 0x80;
  let bits = bytes.length * 8;
  for (let at = 0; at < 8; at += 1) {
    out[littleEnd ? size - lengthBytes + at : size - 1 - at] = bits % 256;
    bits = Math.floor(bits / 256);
  }
  return out;
}

const left = (value: number, by: number) => (value << by) | (value >>> (32 - by));
const right = (value: number, by: number) => (value >>> by) | (value << (32 - by));

/** Fractional parts: what the constants of MD5 and SHA-2 are made of. */
const md5Constants = Array.from({ length: 64 }, (_, at) =>
  Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32),
);
const md5Shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** "abc" ⇒ 900150983cd24fb0d6963f7d28e17f72 */
export function md5(message: Uint8Array): string {
  const bytes = padded(message, 64, 8, true);
  const view = new DataView(bytes.buffer);
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let start = 0; start < bytes.length; start += 64) {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let i = 0; i < 64; i += 1) {
      const round = i >> 4;
      const f =
        round === 0
          ? (b & c) | (~b & d)
          : round === 1
            ? (d & b) | (~d & c)
            : round === 2
              ? b ^ c ^ d
              : c ^ (b | ~d);
      const g =
        round === 0
          ? i
          : round === 1
            ? (5 * i + 1) % 16
            : round === 2
              ? (3 * i + 5) % 16
              : (7 * i) % 16;
      const sum = (f + a + (md5Constants[i] ?? 0) + view.getUint32(start + g * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + left(sum, md5Shifts[round]?.[i % 4] ?? 0)) | 0];
    }
    [a0, b0, c0, d0] = [(a0 + a) | 0, (b0 + b) | 0, (c0 + c) | 0, (d0 + d) | 0];
  }
  const out = new DataView(new ArrayBuffer(16));
  [a0, b0, c0, d0].forEach((word, at) => {
    out.setInt32(at * 4, word, true);
  });
  return hexOf(out);
}

function hexOf(view: DataView): string {
  return Array.from({ length: view.byteLength }, (_, at) =>
    view.getUint8(at).toString(16).padStart(2, '0'),
  ).join('');
}

function wordsToHex(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** "abc" ⇒ a9993e36… */
export function sha1(message: Uint8Array): string {
  const bytes = padded(message, 64, 8, false);
  const view = new DataView(bytes.buffer);
  let h = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let start = 0; start < bytes.length; start += 64) {
    const w: number[] = [];
    for (let i = 0; i < 80; i += 1)
      w[i] =
        i < 16
          ? view.getInt32(start + i * 4)
          : left((w[i - 3] ?? 0) ^ (w[i - 8] ?? 0) ^ (w[i - 14] ?? 0) ^ (w[i - 16] ?? 0), 1);
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = h;
    for (let i = 0; i < 80; i += 1) {
      const round = Math.floor(i / 20);
      const f =
        round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      const k = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round] ?? 0;
      const next = (left(a, 5) + f + e + k + (w[i] ?? 0)) | 0;
      [e, d, c, b, a] = [d, c, left(b, 30), a, next];
    }
    h = [a, b, c, d, e].map((word, at) => (word + (h[at] ?? 0)) | 0);
  }
  return wordsToHex(h);
}

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n += 1n)
    if (found.every((p) => n % p !== 0n)) found.push(n);
  return found;
}

/** The first 64 bits after the point of a square (2) or cube (3) root. */
function rootFraction(prime: bigint, power: bigint): bigint {
  const scaled = prime << (64n * power);
  let [low, high] = [0n, 1n << 80n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** power <= scaled) low = middle;
    else high = middle - 1n;
  }
  return low & ((1n << 64n) - 1n);
}

const constants512 = primes(80).map((prime) => rootFraction(prime, 3n));
const start512 = primes(8).map((prime) => rootFraction(prime, 2n));
const upper = (value: bigint) => Number(value >> 32n);

/** "abc" ⇒ ba7816bf… */
export function sha256(message: Uint8Array): string {
  const bytes = padded(message, 64, 8, false);
  const view = new DataView(bytes.buffer);
  let h = start512.map(upper);
  for (let start = 0; start < bytes.length; start += 64) {
    const w: number[] = [];
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) w[i] = view.getInt32(start + i * 4);
      else {
        const [x, y] = [w[i - 15] ?? 0, w[i - 2] ?? 0];
        const s0 = right(x, 7) ^ right(x, 18) ^ (x >>> 3);
        const s1 = right(y, 17) ^ right(y, 19) ^ (y >>> 10);
        w[i] = ((w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1) | 0;
      }
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, k = 0] = h;
    for (let i = 0; i < 64; i += 1) {
      const s1 = right(e, 6) ^ right(e, 11) ^ right(e, 25);
      const t1 = (k + s1 + ((e & f) ^ (~e & g)) + upper(constants512[i] ?? 0n) + (w[i] ?? 0)) | 0;
      const s0 = right(a, 2) ^ right(a, 13) ^ right(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [k, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    h = [a, b, c, d, e, f, g, k].map((word, at) => (word + (h[at] ?? 0)) | 0);
  }
  return wordsToHex(h);
}

const mask64 = (1n << 64n) - 1n;
const right64 = (value: bigint, by: bigint) => ((value >> by) | (value << (64n - by))) & mask64;

/** "abc" ⇒ ddaf35a1… */
export function sha512(message: Uint8Array): string {
  const bytes = padded(message, 128, 16, false);
  const view = new DataView(bytes.buffer);
  let h = [...start512];
  for (let start = 0; start < bytes.length; start += 128) {
    const w: bigint[] = [];
    for (let i = 0; i < 80; i += 1) {
      if (i < 16) w[i] = view.getBigUint64(start + i * 8);
      else {
        const [x, y] = [w[i - 15] ?? 0n, w[i - 2] ?? 0n];
        const s0 = right64(x, 1n) ^ right64(x, 8n) ^ (x >> 7n);
        const s1 = right64(y, 19n) ^ right64(y, 61n) ^ (y >> 6n);
        w[i] = ((w[i - 16] ?? 0n) + s0 + (w[i - 7] ?? 0n) + s1) & mask64;
      }
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, k = 0n] = h;
    for (let i = 0; i < 80; i += 1) {
      const s1 = right64(e, 14n) ^ right64(e, 18n) ^ right64(e, 41n);
      const t1 = k + s1 + ((e & f) ^ (~e & mask64 & g)) + (constants512[i] ?? 0n) + (w[i] ?? 0n);
      const s0 = right64(a, 28n) ^ right64(a, 34n) ^ right64(a, 39n);
      const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [k, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & mask64, c, b, a, (t1 + t2) & mask64];
    }
    h = [a, b, c, d, e, f, g, k].map((word, at) => (word + (h[at] ?? 0n)) & mask64);
  }
  return h.map((word) => word.toString(16).padStart(16, '0')).join('');
}
