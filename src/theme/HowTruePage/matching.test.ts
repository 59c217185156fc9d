import { expect, it } from 'vitest';
import type { PartReport } from '#site/fidelity-report.ts';
import { matching } from './matching.ts';

const part = (name: string, label: PartReport['label'], flags: readonly PartReport[] = []) => ({
  name,
  label,
  why: '',
  lines: 1,
  flags,
});
const parts = [
  part('get', 'exact', [part('--output', 'exact'), part('--raw', 'not compared')]),
  part('create', 'exact', [part('--raw', 'simplified')]),
  part('create token', 'not compared'),
];
const shown = (text: string, label: PartReport['label'] | 'any' = 'any') =>
  matching(parts, text, label).map(({ name, flags = [] }) =>
    [name, ...flags.map((one) => one.name)].join(' '),
  );

it.each([
  ['', 'any', ['get --output --raw', 'create --raw', 'create token']],
  ['  kubectl CREATE', 'any', ['create --raw', 'create token']],
  ['--raw', 'any', ['get --raw', 'create --raw']],
  ['raw', 'any', ['get --raw', 'create --raw']],
  ['get --o', 'any', ['get --output']],
  ['', 'exact', ['get --output', 'create']],
  ['', 'simplified', ['create --raw']],
  ['token', 'exact', []],
  ['nothing', 'any', []],
] as const)('%j, labelled %s', (text, label, found) => {
  expect(shown(text, label)).toEqual(found);
});
