import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, expect, it } from 'vitest';
import bundleWorker from './bundle.cjs';

const folder = mkdtempSync(join(tmpdir(), 'worker-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sources = {
  'shared.ts': 'export const counter = { value: 0 };',
  'later.ts': `import { counter } from './shared.ts';
    export const bump = () => (counter.value += 1);`,
  'worker.ts': `import { counter } from './shared.ts';
    globalThis.go = async () => {
      const { bump } = await import('./later.ts');
      bump();
      return counter.value;
    };`,
};

it('makes a part of each import(), which shares the modules of the first script', async () => {
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
  const { main, parts, inputs } = await bundleWorker(join(folder, 'worker.ts'), {
    platform: 'browser',
    target: ['es2022'],
    minify: true,
  });
  expect([...parts.keys()]).toEqual([expect.stringMatching(/^lab-part\.later-\w+\.js$/)]);
  expect(inputs.some((input) => input.endsWith('later.ts'))).toBe(true);
  const imported: string[] = [];
  const scope: Record<string, unknown> = {
    URL,
    location: { href: 'http://x/a/w.js', protocol: 'http:' },
  };
  scope['self'] = scope;
  scope['fetch'] = async () => ({ ok: true, text: async () => '' });
  scope['importScripts'] = (url: string) => {
    imported.push(url);
    runInContext(parts.get(url.replace('http://x/a/', '')) ?? '', context);
  };
  const context = createContext(scope);
  runInContext(main, context);
  expect(imported).toEqual([]);
  const go = scope['go'] as () => Promise<number>;
  expect(await go()).toBe(1);
  expect(await go()).toBe(2);
  expect(imported).toHaveLength(1);
});
