import { expect, it } from 'vitest';
import { BadPattern, expandGlob } from './glob.ts';
import type { KubectlHost } from './host.ts';

const folders: Readonly<Record<string, readonly string[]>> = {
  '/h': ['.hidden.yaml', 'a.yaml', 'b.yml', 'c[1].yaml', 'sub', 'tree'],
  '/h/sub': ['d.yaml'],
  '/h/tree': ['e.yaml', 'f.json'],
};
const files = {
  list: (path: string) => folders[path] ?? [],
  stat: (path: string) => {
    if (folders[path]) return { kind: 'folder' as const };
    const slash = path.lastIndexOf('/');
    const isThere = folders[path.slice(0, slash)]?.includes(path.slice(slash + 1));
    return isThere ? { kind: 'file' as const } : undefined;
  },
};
const host = { cwd: '/h', files } as unknown as KubectlHost;

it.each([
  ['*.yaml', ['.hidden.yaml', 'a.yaml', 'c[1].yaml']],
  ['?.y*ml', ['a.yaml', 'b.yml']],
  ['[ab].*', ['a.yaml', 'b.yml']],
  ['[^a].yml', ['b.yml']],
  ['[a-b].yaml', ['a.yaml']],
  ['c\\[1\\].yaml', ['c[1].yaml']],
  ['*/*.yaml', ['sub/d.yaml', 'tree/e.yaml']],
  ['tre?/*', ['tree/e.yaml', 'tree/f.json']],
  ['/h/s*/d.yaml', ['/h/sub/d.yaml']],
  ['nope/*.yaml', []],
])('%s', (pattern, found) => {
  expect(expandGlob(host, pattern)).toEqual(found);
});

it.each(['[', 'a[', 'x\\', '[]'])('%s is no pattern', (pattern) => {
  expect(() => expandGlob(host, pattern)).toThrow(BadPattern);
});
