/** Keys and values for ConfigMaps and Secrets. */
import { expect, test } from 'vitest';
import type { KubectlHost } from '../../host.ts';
import { type DataSources, readDataSources } from './data-sources.ts';

const files: Readonly<Record<string, string>> = {
  '/home/app.conf': 'listen 80\n',
  '/home/vars.env': '# a comment\nA=1\n\n  B=two=2\nHOME\n',
  '/home/conf/x': '1',
};
const host = {
  cwd: '/home',
  env: { HOME: '/home' },
  files: {
    read: (path: string) => files[path] ?? '',
    stat: (path: string) =>
      path in files ? { kind: 'file' } : path === '/home/conf' ? { kind: 'folder' } : undefined,
    list: () => ['x', 'sub'],
  },
} as unknown as KubectlHost;
const words = {
  invalidKey: (key: string, why: string) => `bad key ${key}: ${why}`,
  duplicateKey: (key: string) => `twice ${key}`,
  envFile: 'config',
};
const read = (sources: Partial<DataSources>) =>
  Object.fromEntries(
    readDataSources(host, { files: [], literals: [], envFiles: [], ...sources }, words),
  );

test.each([
  [{ literals: ['a=1', 'b=x=y', 'c='] }, { a: '1', b: 'x=y', c: '' }],
  [{ files: ['app.conf'] }, { 'app.conf': 'listen 80\n' }],
  [{ files: ['key=app.conf'] }, { key: 'listen 80\n' }],
  [{ files: ['conf'] }, { x: '1' }],
  [{ envFiles: ['vars.env'] }, { A: '1', B: 'two=2', HOME: '/home' }],
])('%j', (sources, expected) => {
  expect(read(sources)).toEqual(expected);
});

test.each([
  [{ literals: ['a'] }, 'invalid literal source a, expected key=value'],
  [{ literals: ['a=1', 'a=2'] }, 'twice a'],
  [{ literals: ['a b=1'] }, 'bad key a b: a valid config key must consist of'],
  [{ files: ['nope'] }, 'error reading nope: no such file or directory'],
  [{ files: ['k=conf'] }, 'cannot give a key name for a directory path'],
  [{ files: ['=x'] }, 'key name for file path x missing'],
  [{ envFiles: ['conf'] }, 'env config file cannot be a directory'],
  [
    { envFiles: ['vars.env'], literals: ['a=1'] },
    'from-env-file cannot be combined with from-file or from-literal',
  ],
])('%j is refused', (sources, message) => {
  expect(() => read(sources)).toThrow(message);
});
