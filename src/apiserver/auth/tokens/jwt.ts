/** JSON web tokens signed with a key of the server's own (HS256). Differs: upstream signs with RSA or ECDSA. */
import type { JsonObject } from '#apimachinery/object.ts';
import { hmacSha256 } from './sha256.ts';

const encoder = new TextEncoder();

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const fromBase64Url = (text: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
      letter.charCodeAt(0),
    ),
  );

const part = (value: object): string => base64Url(encoder.encode(JSON.stringify(value)));

const signatureOf = (key: Uint8Array, text: string): string =>
  base64Url(hmacSha256(key, encoder.encode(text)));

/** Claims ⇒ `header.claims.signature` */
export function signToken(key: Uint8Array, keyId: string, claims: object): string {
  const text = `${part({ alg: 'HS256', kid: keyId })}.${part(claims)}`;
  return `${text}.${signatureOf(key, text)}`;
}

/** The claims of a token this key signed; undefined for any other text. */
export function verifiedClaims(key: Uint8Array, token: string): JsonObject | undefined {
  const [header = '', claims = '', signature = '', ...more] = token.split('.');
  if (!signature || more.length > 0) return undefined;
  if (signatureOf(key, `${header}.${claims}`) !== signature) return undefined;
  return JSON.parse(fromBase64Url(claims)) as JsonObject;
}
