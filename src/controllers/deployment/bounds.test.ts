/** maxSurge and maxUnavailable, in numbers and percent. */
import { expect, it } from 'vitest';
import type { Deployment } from '#resources/deployment.ts';
import { maxSurge, maxUnavailable, newSetReplicas } from './bounds.ts';

const deployment = (
  replicas: number,
  surge: number | string,
  unavailable: number | string,
  type = 'RollingUpdate',
): Deployment => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
  spec: {
    replicas,
    selector: {},
    template: {},
    strategy: { type, rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable } },
  },
  status: {},
});

it.each([
  [3, '25%', '25%', 1, 0],
  [10, '25%', '25%', 3, 2],
  [4, '25%', '25%', 1, 1],
  [1, '25%', '25%', 1, 0],
  [10, 0, 1, 0, 1],
  [10, '0%', '5%', 0, 1],
  [2, 1, 5, 1, 2],
  [0, '25%', '25%', 0, 0],
])(
  '%i replicas, surge %s, unavailable %s ⇒ %i over, %i under',
  (replicas, surge, under, over, less) => {
    expect(maxSurge(deployment(replicas, surge, under))).toBe(over);
    expect(maxUnavailable(deployment(replicas, surge, under))).toBe(less);
  },
);

it.each([
  // replicas, surge, all desired, new desired ⇒ new size
  [3, 1, 3, 0, 1],
  [3, 1, 4, 1, 1],
  [3, 1, 3, 1, 2],
  [10, 3, 10, 0, 3],
  [10, 20, 10, 0, 10],
])('%i replicas, surge %i, %i in all, %i new ⇒ %i', (replicas, surge, all, size, wanted) => {
  expect(newSetReplicas(deployment(replicas, surge, 0), all, size)).toBe(wanted);
});

it('a recreation takes all at once', () => {
  expect(newSetReplicas(deployment(5, 1, 1, 'Recreate'), 5, 0)).toBe(5);
  expect(maxSurge(deployment(5, 1, 1, 'Recreate'))).toBe(0);
});
