import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiVersionOf, type Kind } from '#apimachinery/kind.ts';
import { kinds } from '#resources/index.ts';
import { createTestServer } from '../test-server.ts';
import { compareVersions } from './groups.ts';

const recorded = <T>(name: string): T =>
  JSON.parse(
    readFileSync(new URL(`../../../api/discovery/${name}.json`, import.meta.url), 'utf8'),
  ) as T;

interface Named {
  readonly name: string;
}
interface Aggregated {
  readonly items: readonly {
    readonly metadata: { readonly name?: string };
    readonly versions: readonly {
      readonly version: string;
      readonly resources: readonly { readonly resource: string }[];
    }[];
  }[];
}

const { send } = createTestServer();
const accept = { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' };
const isServed = (group: string, version: string, plural: string): boolean =>
  kinds.some((kind) => kind.group === group && kind.version === version && kind.plural === plural);

const groupVersions = [...new Map(kinds.map((kind) => [apiVersionOf(kind), kind])).values()];

describe('legacy discovery', () => {
  it.each(groupVersions.map((kind) => [apiVersionOf(kind), kind] as const))(
    'of %s is as recorded',
    (apiVersion, { group, version }: Kind) => {
      const list = recorded<{ resources: Named[] }>(apiVersion.replace('/', '_'));
      const path = group ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      const served = list.resources.filter(({ name }) =>
        isServed(group, version, name.split('/')[0] ?? ''),
      );
      expect(send('GET', path).body).toEqual({ ...list, resources: served });
    },
  );

  it('lists the groups in their order', () => {
    const all = recorded<{ groups: Named[] }>('apis');
    const served = all.groups.filter(({ name }) => kinds.some(({ group }) => group === name));
    const { groups } = send('GET', '/apis').body as { groups: Named[] };
    expect(groups.map(({ name }) => name)).toEqual(served.map(({ name }) => name));
    expect(send('GET', '/api').body).toEqual(recorded('api'));
  });
});

describe('aggregated discovery', () => {
  it.each(['api', 'apis'])('of /%s is as recorded', (root) => {
    const all = recorded<Aggregated>(`${root}.aggregated`);
    const items = all.items
      .map((item) => ({
        ...item,
        versions: item.versions
          .map(({ version, resources, ...rest }) => ({
            ...rest,
            version,
            resources: resources.filter(({ resource }) =>
              isServed(item.metadata.name ?? '', version, resource),
            ),
          }))
          .filter(({ resources }) => resources.length > 0),
      }))
      .filter(({ versions }) => versions.length > 0);
    expect(send('GET', `/${root}`, undefined, accept).body).toEqual({ ...all, items });
  });
});

describe('the server of itself', () => {
  it('says how it is', () => {
    expect(send('GET', '/livez').body).toBe('ok');
    const lines = String(send('GET', '/readyz?verbose&exclude=etcd').body).split('\n');
    expect(lines.slice(0, 3)).toEqual(['[+]ping ok', '[+]log ok', '[+]etcd excluded: ok']);
    expect(lines.slice(-2)).toEqual(['readyz check passed', '']);
    expect(send('GET', '/livez/nope')).toMatchObject({ code: 404, body: '404 page not found\n' });
  });

  it('knows what is the API’s and what is nobody’s', () => {
    expect(send('GET', '/metrics').body).toBe('404 page not found\n');
    expect(send('GET', '/apis/foo/v1').body).toBe('404 page not found\n');
    expect(send('GET', '/apis/apps/v2').body).toMatchObject({
      message: 'the server could not find the requested resource',
      code: 404,
    });
  });
});

it('sorts versions as Kubernetes does', () => {
  const versions = ['v1beta1', 'foo', 'v1', 'v2', 'v2alpha1', 'v10', 'v1beta2'];
  expect(versions.sort(compareVersions).join()).toBe('v10,v2,v1,v1beta2,v1beta1,v2alpha1,foo');
});
