/** Hashes in names: `pod-template-hash`. Mirrors kubernetes pkg/controller/controller_utils.go ComputeHash. */
import { memoised } from './intern.ts';

const SAFE_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** 32 bit FNV-1a over UTF-8 bytes: "abc" ⇒ 440920331. */
export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
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

const templateDump = memoised((template: object) => canonicalJson(template));

/**
 * The `pod-template-hash` of a template: 8 to 10 letters, "688c9c9fdd" in shape.
 * Differs: the dump hashed is canonical JSON, not Go's, so the letters differ from a real cluster's.
 */
export function templateHash(template: object, collisionCount = 0): string {
  const salt = collisionCount > 0 ? String(collisionCount) : '';
  return safeEncode(String(fnv32a(templateDump(template) + salt)));
}
