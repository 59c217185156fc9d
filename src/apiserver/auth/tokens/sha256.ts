/** SHA-256 and HMAC without waiting: the sync floors have no WebCrypto. FIPS 180-4 and RFC 2104. */

const isPrime = (number: number): boolean => {
  for (let by = 2; by * by <= number; by += 1) if (number % by === 0) return false;
  return true;
};

/** The first bits behind the point of a root of each of the first primes. */
function rootsOfPrimes(count: number, root: 2 | 3): Uint32Array {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1) {
    if (!isPrime(number)) continue;
    const value = root === 2 ? Math.sqrt(number) : Math.cbrt(number);
    found.push(((value - Math.floor(value)) * 2 ** 32) >>> 0);
  }
  return Uint32Array.from(found);
}

/** Made when the first token is. */
let constants: { readonly start: Uint32Array; readonly rounds: Uint32Array } | undefined;

const BLOCK = 64;

/** The message, a one bit, zeros, and its length in bits: whole blocks. */
function padded(message: Uint8Array): DataView {
  const length = Math.ceil((message.length + 9) / BLOCK) * BLOCK;
  const bytes = new Uint8Array(length);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(length - 4, message.length * 8);
  return view;
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The 64 words of a block's schedule. */
function schedule(view: DataView, at: number): Uint32Array {
  const words = new Uint32Array(64);
  for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(at + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const a = words[i - 15] ?? 0;
    const b = words[i - 2] ?? 0;
    const s0 = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
    const s1 = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
    words[i] = (words[i - 16] ?? 0) + s0 + (words[i - 7] ?? 0) + s1;
  }
  return words;
}

function compress(state: Uint32Array, words: Uint32Array, rounds: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + s1 + choice + (rounds[i] ?? 0) + (words[i] ?? 0)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const most = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + s0 + most) | 0;
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] ?? 0) + word;
}

/** The 32 bytes of a message's hash. */
export function sha256(message: Uint8Array): Uint8Array {
  constants ??= { start: rootsOfPrimes(8, 2), rounds: rootsOfPrimes(64, 3) };
  const state = Uint32Array.from(constants.start);
  const view = padded(message);
  for (let at = 0; at < view.byteLength; at += BLOCK) {
    compress(state, schedule(view, at), constants.rounds);
  }
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => {
    hash.setUint32(i * 4, word);
  });
  return new Uint8Array(hash.buffer);
}

/** The 32 bytes that only who knows the key can make of a message. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  block.set(key.length > BLOCK ? sha256(key) : key);
  const inner = new Uint8Array(BLOCK + message.length);
  inner.set(block.map((byte) => byte ^ 0x36));
  inner.set(message, BLOCK);
  const outer = new Uint8Array(BLOCK + 32);
  outer.set(block.map((byte) => byte ^ 0x5c));
  outer.set(sha256(inner), BLOCK);
  return sha256(outer);
}
