/** Which pods a drain removes, and what it says of the others. */
import { expect, test } from 'vitest';
import type { Pod } from '#resources/pod.ts';
import { type DrainOptions, planDrain } from './drain-filters.ts';

const options: DrainOptions = {
  force: false,
  ignoreDaemonSets: false,
  deleteEmptyDirData: false,
  skipDeletedAfterSeconds: 0,
  nowMs: 0,
  daemonSetMissing: () => undefined,
};
const pod = (name: string, owner?: string, more: object = {}) =>
  ({
    metadata: {
      name,
      namespace: 'default',
      ...(owner
        ? { ownerReferences: [{ apiVersion: 'apps/v1', kind: owner, name: 'x', controller: true }] }
        : {}),
    },
    spec: {},
    status: {},
    ...more,
  }) as unknown as Pod;

const owned = pod('owned', 'ReplicaSet');
const bare = pod('bare');
const agent = pod('agent', 'DaemonSet');
const cache = pod('cache', 'ReplicaSet', { spec: { volumes: [{ emptyDir: {} }] } });
const done = pod('done', undefined, { status: { phase: 'Succeeded' } });

const names = (pods: readonly Pod[]): readonly string[] =>
  pods.map(({ metadata }) => metadata.name);

test('without flags, anything that would be lost stops the drain', () => {
  const plan = planDrain([owned, bare, agent, cache, done], options);
  expect(names(plan.pods)).toEqual(['owned', 'done']);
  expect(plan.refusals).toEqual([
    'cannot delete cannot delete Pods that declare no controller (use --force to override): default/bare',
    'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent',
    'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/cache',
  ]);
});

test('with them, it warns and goes on; pods of DaemonSets stay', () => {
  const brave = { ...options, force: true, ignoreDaemonSets: true, deleteEmptyDirData: true };
  const plan = planDrain([owned, bare, agent, cache], brave);
  expect(names(plan.pods)).toEqual(['owned', 'bare', 'cache']);
  expect(plan.refusals).toEqual([]);
  expect(plan.warnings).toBe(
    'deleting Pods that declare no controller: default/bare; ignoring DaemonSet-managed Pods: default/agent',
  );
});
