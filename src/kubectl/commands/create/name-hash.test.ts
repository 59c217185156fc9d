/** Hashes of names, as the real kubectl makes them. */
import { describe, expect, it } from 'vitest';
import { configMapHash, secretHash } from './name-hash.ts';

describe('the hash of a name', () => {
  it.each([
    [configMapHash('', {}), '42745tchd9'],
    [configMapHash('', { one: '' }), '9g67k2htb6'],
    [configMapHash('', { two: '2', one: '', three: '3' }), 'f5h7t85m9b'],
    [secretHash('', 'my-type', {}), 't75bgf6ctb'],
    [secretHash('', 'my-type', { one: '' }), '74bd68bm66'],
    [secretHash('', 'my-type', { two: 'Mg==', one: '', three: 'Mw==' }), 'dgcb6h9tmk'],
  ])('%s is %s', (made, real) => {
    expect(made).toBe(real);
  });
});
