import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '#apimachinery/api.ts';
import type { KubeObject, OwnerReference } from '#apimachinery/object.ts';
import { createClock } from '#kernel/clock.ts';
import { createTrace } from '#kernel/trace.ts';
import { podKind } from '#resources/pod.ts';
import { createStore } from './store.ts';

const call: Call = { actor: { name: 'test', user: 'test', groups: [] }, cause: 0 };

interface Operation {
  readonly what: 'put' | 'remove';
  readonly namespace: string;
  readonly name: string;
  readonly app: string;
  readonly owner: string;
  readonly node: string;
}

const operation: fc.Arbitrary<Operation> = fc.record({
  what: fc.constantFrom('put', 'put', 'remove' as const),
  namespace: fc.constantFrom('a', 'a-b'),
  name: fc.constantFrom('x', 'y', 'z', 'x-1'),
  app: fc.constantFrom('web', 'db', ''),
  owner: fc.constantFrom('u1', 'u2', ''),
  node: fc.constantFrom('node-1', 'node-2', ''),
});

const ownerOf = (uid: string): OwnerReference => ({ apiVersion: 'v1', kind: 'X', name: 'x', uid });

const podOf = ({ namespace, name, app, owner, node }: Operation): KubeObject =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: name,
      resourceVersion: '',
      creationTimestamp: '',
      ...(app ? { labels: { app } } : {}),
      ...(owner ? { ownerReferences: [ownerOf(owner)] } : {}),
    },
    spec: node ? { nodeName: node } : {},
  }) as KubeObject;

const nodeOf = (object: KubeObject): string | undefined =>
  (object as unknown as { spec: { nodeName?: string } }).spec.nodeName;
const keys = (objects: readonly KubeObject[]): readonly string[] =>
  objects.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

describe('the store', () => {
  it('keeps its lists sorted and its indexes true, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const store = createStore({
          kinds: [podKind],
          clock: createClock(0),
          trace: createTrace(),
          freeze: true,
        });
        const table = store.table(podKind);
        for (const one of operations) {
          const old = table.get(one.namespace, one.name);
          if (one.what === 'put') store.put(podKind, podOf(one), old, call);
          else if (old) store.remove(podKind, old, call);
          const all = table.list(undefined);
          expect(keys(all)).toEqual([...keys(all)].sort());
          expect(all).toHaveLength(table.size);
          for (const [index, value, of] of [
            ['owner', one.owner, (object: KubeObject) => object.metadata.ownerReferences?.[0]?.uid],
            ['node', one.node, nodeOf],
          ] as const) {
            const expected = value ? all.filter((object) => of(object) === value) : [];
            expect([...keys(table.byIndex(index, value))].sort()).toEqual(
              [...keys(expected)].sort(),
            );
          }
          const labelled = all.filter(
            ({ metadata }) =>
              metadata.namespace === one.namespace && metadata.labels?.['app'] === 'web',
          );
          const found = table.byLabel(one.namespace, 'app', 'web');
          expect(new Set(found)).toEqual(new Set(labelled));
        }
      }),
    );
  });

  it('tells each change once, in order, with what was before', () => {
    const store = createStore({ kinds: [podKind], clock: createClock(0), trace: createTrace() });
    const heard: string[] = [];
    const stop = store.subscribe(({ revision, type, previous }) => {
      heard.push(`${revision} ${type} ${previous?.metadata.resourceVersion ?? '-'}`);
    });
    const one: Operation = {
      what: 'put',
      namespace: 'a',
      name: 'x',
      app: '',
      owner: '',
      node: 'n',
    };
    const first = store.put(podKind, podOf(one), undefined, call);
    const second = store.put(podKind, first, first, call);
    store.remove(podKind, second, call);
    stop();
    store.put(podKind, podOf(one), undefined, call);
    expect(heard).toEqual(['1 ADDED -', '2 MODIFIED 1', '3 DELETED 2']);
    expect(store.history.since(1)?.map(({ revision }) => revision)).toEqual([2, 3, 4]);
  });

  it('tells those of a node only of that node', () => {
    const store = createStore({ kinds: [podKind], clock: createClock(0), trace: createTrace() });
    const heard: string[] = [];
    store.subscribe(({ object }) => heard.push(object.metadata.name), {
      kind: podKind,
      nodeName: 'node-1',
    });
    const put = (name: string, node: string) =>
      store.put(
        podKind,
        podOf({ what: 'put', namespace: 'a', name, app: '', owner: '', node }),
        undefined,
        call,
      );
    put('x', 'node-1');
    put('y', 'node-2');
    put('z', '');
    expect(heard).toEqual(['x']);
  });
});
