/** Every invariant is shown its failure. */
import { describe, expect, it } from 'vitest';
import type { Api, StoreEvent } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { nodeKind } from '#resources/node.ts';
import { podKind } from '#resources/pod.ts';
import { causesPrecede } from './causes-precede.ts';
import { identityStays } from './identity-stays.ts';
import type { Invariant } from './invariant.ts';
import { observedGeneration } from './observed-generation.ts';
import { oneAddressAPod } from './one-address-a-pod.ts';
import { oneController } from './one-controller.ts';
import { podsFitNodes } from './pods-fit-nodes.ts';
import { resourceVersionGrows } from './resource-version-grows.ts';
import { statusAddsUp } from './status-adds-up.ts';

interface Parts {
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
}

const object = (kind: string, name: string, parts: Parts, revision: number): KubeObject =>
  ({
    apiVersion: 'v1',
    kind,
    ...parts,
    metadata: {
      name,
      uid: name,
      resourceVersion: String(revision),
      creationTimestamp: 't',
      ...parts.metadata,
    },
  }) as KubeObject;

/** A change of a pod (or Deployment) from `before` to `after`. */
function change(revision: number, name: string, after: Parts, before?: Parts): StoreEvent {
  const kind = after.status && 'replicas' in after.status ? deploymentKind : podKind;
  return {
    revision,
    type: before ? 'MODIFIED' : 'ADDED',
    kind: kind as unknown as StoreEvent['kind'],
    object: object(kind.kind, name, after, revision),
    previous: before && object(kind.kind, name, before, revision - 1),
    timeMs: 0,
    actor: 'test',
    cause: 0,
  };
}

const small = object(
  'Node',
  'small',
  { spec: {}, status: { allocatable: { cpu: '1', memory: '1Gi', pods: '1' } } },
  1,
);
const api = {
  get: (kind: { kind: string }, _: string, name: string) =>
    kind.kind === nodeKind.kind && name === 'small' ? small : undefined,
} as unknown as Api;

const pending = { spec: { containers: [] }, status: { phase: 'Pending' } };
const on = (nodeName: string, cpu = '0') => ({
  spec: { nodeName, containers: [{ name: 'c', resources: { requests: { cpu } } }] },
  status: { phase: 'Pending' },
});
const at = (podIP: string) => ({ spec: { containers: [] }, status: { phase: 'Running', podIP } });
const ownedBy = (...controllers: boolean[]) => ({
  metadata: { ownerReferences: controllers.map((controller) => ({ controller })) },
});

const broken: readonly (readonly [Invariant, string, readonly StoreEvent[]])[] = [
  [
    causesPrecede,
    'revision 5 of Pod a was caused by the later 6',
    [{ ...change(5, 'a', {}), cause: 6 }],
  ],
  [
    causesPrecede,
    'revision 7 of Pod a was caused by 6, which never happened',
    [change(5, 'a', {}), { ...change(7, 'a', {}), cause: 6 }],
  ],
  [resourceVersionGrows, 'revision 4 comes after 5', [change(5, 'a', {}), change(4, 'a', {})]],
  [identityStays, 'a changed its uid', [change(2, 'a', { metadata: { uid: 'x' } }, {})]],
  [
    identityStays,
    'a is no longer being deleted',
    [change(2, 'a', {}, { metadata: { deletionTimestamp: 't' } })],
  ],
  [
    observedGeneration,
    'Pod a: observedGeneration 3 of generation 2',
    [change(2, 'a', { metadata: { generation: 2 }, status: { observedGeneration: 3 } })],
  ],
  [
    statusAddsUp,
    'Deployment a: 2 replicas, 0 updated, 0 labeled, 3 ready, 0 available',
    [change(2, 'a', { status: { replicas: 2, readyReplicas: 3 } })],
  ],
  [oneController, 'Pod a has 2 controllers', [change(2, 'a', ownedBy(true, false, true))]],
  [
    oneAddressAPod,
    'b has the address 10.0.0.1 of another',
    [change(1, 'a', at('10.0.0.1')), change(2, 'b', at('10.0.0.1'))],
  ],
  [
    podsFitNodes,
    'a is bound to nowhere, which does not exist',
    [change(1, 'a', on('nowhere'), pending)],
  ],
  [
    podsFitNodes,
    'a is bound to small, which has no more cpu',
    [change(1, 'a', on('small', '2'), pending)],
  ],
  [
    podsFitNodes,
    'b is bound to small, which has no more pods',
    [change(1, 'a', on('small'), pending), change(2, 'b', on('small'), pending)],
  ],
];

const checkOf = (
  invariant: Invariant,
  of: Api = api,
): ((event: StoreEvent) => string | undefined) => {
  const check = invariant.start?.(of);
  if (!check) throw new Error(`${invariant.name} has no check of changes`);
  return check;
};

describe('complains', () => {
  it.each(broken)('$0.name: $1', (invariant, complaint, events) => {
    const complaints = events.map(checkOf(invariant));
    expect(complaints.at(-1)).toBe(complaint);
    expect(complaints.slice(0, -1).every((each) => each === undefined)).toBe(true);
  });
});

it('an address may be used again once its pod is gone', () => {
  const check = checkOf(oneAddressAPod);
  const first = change(1, 'a', at('10.0.0.1'));
  check(first);
  check({ ...first, type: 'DELETED', revision: 2, previous: first.object });
  expect(check(change(3, 'b', at('10.0.0.1')))).toBeUndefined();
});
