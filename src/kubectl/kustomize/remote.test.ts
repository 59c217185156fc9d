import { expect, it } from 'vitest';
import { isRemote } from './remote.ts';

it.each([
  ['../base', false],
  ['base', false],
  ['a/b/c.yaml', false],
  ['/abs/path', false],
  ['https://example.com/x.yaml', false],
  ['https://github.com/org/repo', true],
  ['https://github.com/org/repo//sub?ref=v1', true],
  ['https://example.com/repo.git', true],
  ['github.com/org/repo', true],
  ['github.com/org', false],
  ['git@github.com:org/repo.git', true],
  ['git::https://github.com/org/repo', true],
  ['ssh://git@host/org/repo', true],
  ['file:///srv/repo', true],
  ['user@host', false],
])('%s: %s', (path, remote) => {
  expect(isRemote(path)).toBe(remote);
});
