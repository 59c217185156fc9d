import { expect, it } from 'vitest';
import { shorten, splitCauses } from './causes.ts';

it('takes a sentence apart', () => {
  expect(splitCauses('web-1 is gone because you deleted it')).toEqual({
    what: 'web-1 is gone',
    causes: ['you deleted it'],
  });
  expect(splitCauses('')).toEqual({ what: '', causes: [] });
});

it('shortens a long chain, and keeps who began it', () => {
  expect(shorten(['b', 'c', 'd', 'e'])).toEqual(['b', 'c', '…', 'e']);
  expect(shorten(['b', 'c', 'd'])).toEqual(['b', 'c', 'd']);
});
