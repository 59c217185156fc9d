/** Hashes in names: `pod-template-hash`. Mirrors kubernetes pkg/controller/controller_utils.go ComputeHash. */
import { dumpPodTemplate } from './go/dump.ts';
import { memoised } from './intern.ts';

const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** 32 bit FNV-1a over UTF-8 bytes, and `more` bytes after them: "abc" ⇒ 440920331. */
export function fnv32a(text: string, more: readonly number[] = []): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  for (const byte of more) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** 32 bit FNV-1 over UTF-8 bytes: "abc" ⇒ 1134309195. */
export function fnv32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash, 0x01000193) ^ byte;
  return hash >>> 0;
}

/** "1234567890" ⇒ letters that spell no word: each character's code modulo 27. Mirrors apimachinery pkg/util/rand SafeEncodeString. */
export function safeEncode(text: string): string {
  let encoded = '';
  for (let at = 0; at < text.length; at += 1) {
    encoded += SAFE_LETTERS.charAt(text.charCodeAt(at) % SAFE_LETTERS.length);
  }
  return encoded;
}

/** JSON with sorted keys, without what is undefined: equal data give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const record = value as Readonly<Record<string, unknown>>;
  const pairs = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${pairs.join(',')}}`;
}

/** As Go's encoding/json writes a map: canonical, and safe inside HTML. `"<"` ⇒ `"\\u003c"` */
export const goJson = (value: unknown): string =>
  canonicalJson(value).replace(
    /[<>&\u2028\u2029]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const templateDump = memoised(dumpPodTemplate);

/** 1 ⇒ its 32 bits, lowest byte first, in 8 bytes. */
const littleEndian = (count: number): readonly number[] => [
  ...[0, 8, 16, 24].map((shift) => (count >>> shift) & 0xff),
  ...[0, 0, 0, 0],
];

/** The `pod-template-hash` of a template, as a real cluster makes it: "688c9c9fdd" in shape. Mirrors ComputeHash. */
export const templateHash = (template: object, collisionCount?: number): string =>
  safeEncode(
    String(
      fnv32a(
        templateDump(template),
        collisionCount === undefined ? [] : littleEndian(collisionCount),
      ),
    ),
  );
