import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256Hex } from './sha256.ts';

it.each([
  '',
  'abc',
  'apps/v1/Deployment',
  'ü'.repeat(77),
  'x'.repeat(1000),
  'y'.repeat(55),
  'z'.repeat(64),
])('digests %j as Node does', (text) => {
  expect(sha256Hex(text)).toBe(createHash('sha256').update(text).digest('hex'));
});
