/** What must hold at rest, and a rollout's bounds, each shown its failure on a stored world that is wrong. */
import { describe, expect, it } from 'vitest';
import type { Api, StoreEvent } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { podKind } from '#resources/pod.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import { budgetsHold } from './budgets-hold.ts';
import { endpointsAreReady } from './endpoints-are-ready.ts';
import { invariants } from './index.ts';
import type { Invariant } from './invariant.ts';
import { nothingLingers } from './nothing-lingers.ts';
import { ownersExist } from './owners-exist.ts';
import { replicasAsAsked } from './replicas-as-asked.ts';
import { revisionsGrow } from './revisions-grow.ts';
import { rolloutKeepsBounds } from './rollout-keeps-bounds.ts';
import { statusCountsWhatIs } from './status-counts-what-is.ts';

interface Parts {
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
}

const object = (kind: string, name: string, parts: Parts = {}): KubeObject =>
  ({
    apiVersion: 'v1',
    kind,
    spec: {},
    status: {},
    ...parts,
    metadata: { name, namespace: 'default', uid: name, resourceVersion: '1', ...parts.metadata },
  }) as unknown as KubeObject;

const ownedBy = (kind: string, name: string) => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid: name, controller: true }],
});

/** An API that holds `objects` and does nothing. */
const apiOf = (objects: readonly KubeObject[]): Api =>
  ({
    get: (kind: Kind, _: string, name: string) =>
      objects.find((one) => one.kind === kind.kind && one.metadata.name === name),
    list: (kind: Kind) => objects.filter((one) => one.kind === kind.kind),
    byOwner: (kind: Kind, uid: string) =>
      objects.filter(
        (one) =>
          one.kind === kind.kind &&
          one.metadata.ownerReferences?.some((reference) => reference.uid === uid),
      ),
    byLabel: (kind: Kind, _: string, label: string, value: string) =>
      objects.filter((one) => one.kind === kind.kind && one.metadata.labels?.[label] === value),
  }) as unknown as Api;

const ready = { conditions: [{ type: 'Ready', status: 'True' }], podIP: '10.0.0.1' };
const set = (replicas: number, status: object = {}) =>
  object('ReplicaSet', 'web-1', { spec: { replicas }, status });
const pod = (status: object = {}) =>
  object('Pod', 'web-1-x', {
    metadata: { ...ownedBy('ReplicaSet', 'web-1'), labels: { app: 'web' } },
    status,
  });
const gone = { deletionTimestamp: '2026-01-05T09:00:00Z' };
const service = object('Service', 'web', {
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
});

/** Long after everything that was deleted in these tests. */
const nowMs = 1_800_000_000_000;

const atRest: readonly (readonly [Invariant, string, readonly KubeObject[]])[] = [
  [replicasAsAsked, 'web-1 has 1 pods of 2', [set(2), pod()]],
  [
    statusCountsWhatIs,
    'ReplicaSet web-1 says 0 of 1 are ready; 1 of 1 are',
    [set(1, { replicas: 1 }), pod(ready)],
  ],
  [
    statusCountsWhatIs,
    'Deployment web says 2 of 2 are ready; 0 of 0 are',
    [object('Deployment', 'web', { status: { replicas: 2, readyReplicas: 2 } })],
  ],
  [ownersExist, 'Pod web-1-x is owned by ReplicaSet web-1, which is gone', [pod()]],
  [nothingLingers, 'Pod a is still Terminating', [object('Pod', 'a', { metadata: gone })]],
  [endpointsAreReady, 'Service web has the endpoints , ready are 10.0.0.1', [service, pod(ready)]],
];

describe('complains at rest', () => {
  it.each(atRest)('$0.name: $1', (invariant, complaint, objects) => {
    const quiet = { api: apiOf(objects), nowMs, isDown: () => false };
    expect(invariant.atRest?.(quiet)).toBe(complaint);
  });
});

it('a pod may linger on a machine without power', () => {
  const lost = object('Pod', 'a', { metadata: gone, spec: { nodeName: 'node-2' } });
  const quiet = { api: apiOf([lost]), nowMs, isDown: (node: string) => node === 'node-2' };
  expect(nothingLingers.atRest?.(quiet)).toBeUndefined();
});

const deployment = object('Deployment', 'web', {
  spec: {
    replicas: 4,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
  },
});
const sized = (name: string, replicas: number, availableReplicas: number, revision = 1) =>
  object('ReplicaSet', name, {
    metadata: {
      ...ownedBy('Deployment', 'web'),
      annotations: {
        'deployment.kubernetes.io/revision': String(revision),
        'deployment.kubernetes.io/desired-replicas': '4',
      },
    },
    spec: { replicas },
    status: { replicas, availableReplicas },
  });

/** What the Deployment controller makes of `before`. */
const change = (before: KubeObject, after: KubeObject): StoreEvent => ({
  revision: 2,
  type: 'MODIFIED',
  kind: replicaSetKind as unknown as Kind,
  object: after,
  previous: before,
  timeMs: 0,
  actor: 'deployment-controller',
  cause: 0,
});

const whenChanged: readonly (readonly [Invariant, string, KubeObject, KubeObject, KubeObject])[] = [
  [
    rolloutKeepsBounds,
    'web asks for 6 pods, 5 at most',
    sized('new', 1, 1),
    sized('new', 2, 1),
    sized('old', 4, 4),
  ],
  [
    rolloutKeepsBounds,
    'web keeps 2 pods, 3 at least',
    sized('old', 4, 4),
    sized('old', 2, 4),
    sized('new', 1, 0),
  ],
  [
    revisionsGrow,
    'ReplicaSet old went from revision 3 to 2',
    sized('old', 1, 1, 3),
    sized('old', 1, 1, 2),
    sized('new', 1, 1),
  ],
];

describe('complains of a controller', () => {
  it.each(whenChanged)('$0.name: $1', (invariant, complaint, before, after, other) => {
    const check = invariant.start?.(apiOf([deployment, after, other]));
    expect(check?.(change(before, after))).toBe(complaint);
  });

  it('a smaller set may give up pods that are not available', () => {
    const [before, after] = [sized('old', 4, 2), sized('old', 2, 2)];
    const check = rolloutKeepsBounds.start?.(apiOf([deployment, after]));
    expect(check?.(change(before, after))).toBeUndefined();
  });
});

it('complains of an eviction that breaks a budget', () => {
  const budget = object('PodDisruptionBudget', 'web', {
    metadata: { generation: 1 },
    spec: { selector: { matchLabels: { app: 'web' } } },
    status: { desiredHealthy: 1, observedGeneration: 1 },
  });
  const evicted = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' };
  const [before, after] = [pod(ready), pod({ conditions: [...ready.conditions, evicted] })];
  const check = budgetsHold.start?.(apiOf([budget, after]));
  const eviction = { ...change(before, after), kind: podKind as unknown as Kind, timeMs: 1_000 };
  expect(check?.(eviction)).toBe('web-1-x was evicted, though web needs 1 and 0 are left');
});

it('every invariant has a name of its own and checks something', () => {
  expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length);
  expect(invariants.every(({ start, atRest: check }) => start ?? check)).toBe(true);
});
