import { describe, expect, it } from 'vitest';

const source = import.meta.glob('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>;

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const code = Object.entries(source).filter(([file]) => !isTest(file) && !file.endsWith('.d.ts'));
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

/** Folders where adding one means adding one file, and its name in index.ts: what such a file declares. */
const registries: readonly (readonly [string, RegExp])[] = [
  ['resources', /export const \w+: Kind</],
  ['apiserver/admission', /export const \w+: AdmissionStep\b/],
  ['controllers', /export const \w+: Controller\b/],
  ['cluster/invariants', /export const \w+: Invariant\b/],
  ['kubelet/images', /export const \w+: Image\b/],
  ['scheduler/plugins', /export const \w+: Plugin\b/],
  ['shell/programs', /export const \w+: Program\b/],
];

describe('tidy', () => {
  it.each(registries)('%s/index.ts names every file beside it', (folder, declaration) => {
    const index = source[`./${folder}/index.ts`];
    const declaring = code.filter(
      ([file, text]) => file.startsWith(`./${folder}/`) && declaration.test(text),
    );
    expect(declaring.length, folder).toBeGreaterThan(2);
    const unnamed = declaring
      .map(([file]) => `./${file.slice(folder.length + 3)}`)
      .filter((file) => !index?.includes(file));
    expect(unnamed).toEqual([]);
  });

  it('the cluster is synchronous: only fetch and http may await', () => {
    const core =
      /^\.\/(kernel|apimachinery|resources|apiserver|client|controllers|scheduler|kubelet|network|cluster)\//;
    const edge = ['./apiserver/fetch.ts', './client/http.ts', './client/rest.ts'];
    const awaiting = code
      .filter(([file]) => core.test(file) && !edge.includes(file))
      .filter(([, text]) => /\b(async|await|Promise)\b/.test(withoutComments(text)))
      .map(([file]) => file);
    expect(awaiting).toEqual([]);
  });

  it('every file opens with one sentence that says what it is for', () => {
    const silent = code
      .filter(([, text]) => !/^\/\*\*/.test(text.trimStart()))
      .map(([file]) => file);
    expect(silent).toEqual([]);
  });

  it('no file is longer than 300 lines', () => {
    const long = code.filter(([, text]) => text.split('\n').length > 301).map(([file]) => file);
    expect(long).toEqual([]);
  });

  it('no file is named after nothing', () => {
    const vague = Object.keys(source).filter((file) =>
      /\/(utils?|helpers?|common|manager|misc)\b/.test(file),
    );
    expect(vague).toEqual([]);
  });

  it('nothing is left for later in the code', () => {
    const later = code
      .filter(([, text]) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text))
      .map(([file]) => file);
    expect(later).toEqual([]);
  });
});
