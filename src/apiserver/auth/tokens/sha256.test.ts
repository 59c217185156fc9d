import { describe, expect, it } from 'vitest';
import { hmacSha256, sha256 } from './sha256.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['a'.repeat(119), '31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb'],
  ])('of %s', (text, hash) => {
    expect(hex(sha256(bytes(text)))).toBe(hash);
  });

  it('with a key, as RFC 4231 says', () => {
    const hash = hmacSha256(bytes('Jefe'), bytes('what do ya want for nothing?'));
    expect(hex(hash)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });
});
