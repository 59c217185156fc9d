/** Seeded dice: the only source of chance in the cluster. */

/** The letters Kubernetes makes generated names of. Mirrors apimachinery pkg/util/rand. */
const NAME_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const HEX_DIGITS = '0123456789abcdef';
/** The random digits of each group of a version 4 UUID. */
const UID_GROUPS = [8, 4, 3, 3, 12] as const;
const DASH = 45;
const FOUR = 52;

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
  /** `suffix(5)` ⇒ "k2xsp", in the letters Kubernetes uses for generated names. */
  suffix(length: number): string;
  /** A version 4 UUID. */
  uid(): string;
  /** `length` hexadecimal digits, as in a container id. */
  hex(length: number): string;
  /** An independent stream, the same for the same seed and name whatever was drawn before. */
  fork(name: string): Random;
}

/** FNV-1a over UTF-16 code units: "abc" ⇒ an unsigned 32 bit number. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** The generator `mulberry32`: small, fast, and the same in every JavaScript engine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  /** Codes first and one string at the end: a sum of strings would keep all its parts in memory. */
  const draw = (codes: number[], length: number, from: string): void => {
    for (let i = 0; i < length; i += 1) codes.push(from.charCodeAt(integer(from.length)));
  };
  const letters = (length: number, from: string): string => {
    const codes: number[] = [];
    draw(codes, length, from);
    return String.fromCharCode(...codes);
  };
  const uid = (): string => {
    const codes: number[] = [];
    for (const [at, length] of UID_GROUPS.entries()) {
      if (at > 0) codes.push(DASH);
      if (at === 2) codes.push(FOUR);
      if (at === 3) draw(codes, 1, '89ab');
      draw(codes, length, HEX_DIGITS);
    }
    return String.fromCharCode(...codes);
  };
  return {
    next,
    integer,
    uid,
    hex: (length) => letters(length, HEX_DIGITS),
    suffix: (length) => letters(length, NAME_LETTERS),
    fork: (name) => createRandom(hash32(`${seed}/${name}`)),
  };
}
