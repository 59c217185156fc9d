import { expect, it } from 'vitest';
import {
  type PartFetcher,
  PartMissing,
  type PartScope,
  pageFetcher,
  siteFetcher,
} from './fetch-part.ts';
import { createParts, type Parts } from './parts.ts';

const table = { 'jq.js': ['shared.js'], 'shared.js': [] };

/** Parts whose scripts are on a network that can be cut. */
function onNetwork() {
  const asked: string[] = [];
  const network = { up: true };
  let parts: Parts;
  const bodies: Record<string, () => void> = {
    'shared.js': () =>
      parts.define('shared.js', (_, own) => {
        own.exports = { one: 1 };
      }),
    'jq.js': () =>
      parts.define('jq.js', (need, own) => {
        const { one } = need('shared.js') as { one: number };
        const { two } = need('first.js') as { two: number };
        own.exports = { sum: one + two };
      }),
  };
  const fetcher: PartFetcher = {
    run: async (file) => {
      asked.push(file);
      if (!network.up) throw new PartMissing('no network');
      bodies[file]?.();
    },
    warm: async (file) => {
      asked.push(`warm ${file}`);
    },
  };
  parts = createParts(table, fetcher);
  parts.provide('first.js', { two: 2 });
  return { parts, asked, network };
}

it('loads a part and what it needs, once', async () => {
  const { parts, asked } = onNetwork();
  const [a, b] = await Promise.all([parts.load('jq.js'), parts.load('jq.js')]);
  expect(a).toEqual({ sum: 3 });
  expect(b).toBe(a);
  expect(await parts.load('jq.js')).toBe(a);
  expect(asked.sort()).toEqual(['jq.js', 'shared.js']);
});

it('refuses while the network is gone, and loads when it is back', async () => {
  const { parts, network } = onNetwork();
  network.up = false;
  await expect(parts.load('jq.js')).rejects.toThrow(PartMissing);
  network.up = true;
  expect(await parts.load('jq.js')).toEqual({ sum: 3 });
});

it('prefetches what is not here yet', async () => {
  const { parts, asked } = onNetwork();
  await parts.load('shared.js');
  await parts.prefetch();
  expect(asked).toEqual(['shared.js', 'warm jq.js']);
});

function scope() {
  const imported: string[] = [];
  const wanted: string[] = [];
  let listener: (event: { readonly data: unknown }) => void = () => undefined;
  const worker: PartScope = {
    importScripts: (url) => imported.push(url),
    fetch: async (url) => ({ ok: !url.includes('gone'), text: async () => '' }),
    postMessage: ({ wantsPart }) => wanted.push(wantsPart),
    addEventListener: (_, listen) => {
      listener = listen;
    },
  };
  return { worker, imported, wanted, tell: (data: unknown) => listener({ data }) };
}

it('on a site a part lies beside the worker', async () => {
  const { worker, imported } = scope();
  const fetcher = siteFetcher(worker, 'https://course.example/assets/js/lab.js');
  await fetcher.run('jq.js');
  expect(imported).toEqual(['https://course.example/assets/js/jq.js']);
  await expect(fetcher.run('gone.js')).rejects.toThrow('gone.js could not be downloaded');
});

it('from a disk the page brings it', async () => {
  const { worker, imported, wanted, tell } = scope();
  const fetcher = pageFetcher(worker);
  const found = fetcher.run('jq.js');
  const missing = fetcher.run('gone.js');
  tell({ id: 1, type: 'APPLY' });
  tell({ part: 'jq.js', text: 'run()' });
  tell({ part: 'gone.js', text: '' });
  await found;
  await expect(missing).rejects.toThrow('gone.js is not in the folder');
  expect(wanted).toEqual(['jq.js', 'gone.js']);
  expect(imported).toEqual([expect.stringMatching(/^blob:/)]);
});
