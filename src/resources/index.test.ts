import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import { kinds } from './index.ts';

const recorded = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../api/${path}`, import.meta.url), 'utf8')) as T;

interface Resource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}
interface Table {
  readonly columnDefinitions: readonly object[];
}

const discovery = (apiVersion: string): readonly Resource[] =>
  recorded<{ resources: Resource[] }>(`discovery/${apiVersion.replace('/', '_')}.json`).resources;

/** Two groups have Events. */
const tableOf = ({ plural, group }: Kind): string => (group === 'events.k8s.io' ? group : plural);

describe.each(kinds.map((kind) => [kind.kind, kind] as const))('%s', (_, kind) => {
  const entry = (name: string) => discovery(apiVersionOf(kind)).find((one) => one.name === name);

  it('says of itself what discovery says', () => {
    expect({
      name: kind.plural,
      singularName: kind.singular,
      namespaced: kind.namespaced,
      kind: kind.kind,
      verbs: kind.verbs,
      ...(kind.shortNames.length ? { shortNames: kind.shortNames } : {}),
      ...(kind.categories.length ? { categories: kind.categories } : {}),
    }).toEqual({ ...entry(kind.plural), storageVersionHash: undefined });
    expect(kind.hasStatus).toBe(entry(`${kind.plural}/status`) !== undefined);
    expect(kind.scale !== undefined).toBe(entry(`${kind.plural}/scale`) !== undefined);
  });

  // Reviews are never listed.
  it.skipIf(kind.verbs.length === 1)('has the columns of the recorded table', () => {
    const { columnDefinitions } = recorded<Table>(`tables/${tableOf(kind)}.json`);
    const ours = kind.columns.map(({ name, type, format = '', priority = 0 }) => {
      return { name, type, format, priority };
    });
    expect(ours).toEqual(columnDefinitions);
  });
});

it('stands in the order of discovery', () => {
  const groups = recorded<{ groups: { name: string }[] }>('discovery/apis.json').groups;
  const order = ['', ...groups.map(({ name }) => name)].flatMap((group) => {
    const [first] = kinds.filter((kind) => kind.group === group);
    return first ? discovery(apiVersionOf(first)).map(({ name }) => `${name}.${group}`) : [];
  });
  const places = kinds.map(({ plural, group }) => order.indexOf(`${plural}.${group}`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});
