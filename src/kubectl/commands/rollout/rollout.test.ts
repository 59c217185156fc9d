/** What `rollout` says, and the revision it goes back to. */
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { deploymentRevisions, historyText, rollbackTarget } from './revisions.ts';
import { rollbackPatch } from './rollback.ts';
import { statusViewer } from './status-text.ts';

const text = (kind: string, object: object, revision = 0): string => {
  const status = statusViewer({ group: 'apps', kind })?.(object as KubeObject, revision);
  return `${status?.done ? 'done: ' : ''}${status?.text.trimEnd() ?? 'no viewer'}`;
};

describe('status of a deployment', () => {
  const metadata = {
    name: 'web',
    generation: 2,
    annotations: { 'deployment.kubernetes.io/revision': '4' },
  };
  const deployment = (status: object) => ({
    metadata,
    spec: { replicas: 3 },
    status: { observedGeneration: 2, ...status },
  });
  const head = 'Waiting for deployment "web" rollout to finish:';

  test.each([
    [{ observedGeneration: 1 }, 'Waiting for deployment spec update to be observed...'],
    [{ replicas: 3, updatedReplicas: 1 }, `${head} 1 out of 3 new replicas have been updated...`],
    [{}, `${head} 0 out of 3 new replicas have been updated...`],
    [{ replicas: 4, updatedReplicas: 3 }, `${head} 1 old replicas are pending termination...`],
    [
      { replicas: 3, updatedReplicas: 3, availableReplicas: 2 },
      `${head} 2 of 3 updated replicas are available...`,
    ],
    [
      { replicas: 3, updatedReplicas: 3, availableReplicas: 3 },
      'done: deployment "web" successfully rolled out',
    ],
  ])('%j', (status, expected) => {
    expect(text('Deployment', deployment(status))).toBe(expected);
  });

  test('a passed deadline and another revision are refused', () => {
    const late = { conditions: [{ type: 'Progressing', reason: 'ProgressDeadlineExceeded' }] };
    expect(() => text('Deployment', deployment(late))).toThrow(
      'deployment "web" exceeded its progress deadline',
    );
    expect(() => text('Deployment', deployment({}), 9)).toThrow(
      'desired revision (9) is different from the running revision (4)',
    );
  });

  test('other kinds', () => {
    expect(text('ReplicaSet', {})).toBe('no viewer');
    const spec = {
      replicas: 2,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    };
    const set = (status: object) => ({ metadata: { generation: 1 }, spec, status });
    expect(text('StatefulSet', set({}))).toBe(
      'Waiting for statefulset spec update to be observed...',
    );
    expect(text('StatefulSet', set({ observedGeneration: 1, readyReplicas: 1 }))).toBe(
      'Waiting for 1 pods to be ready...',
    );
    expect(
      text('StatefulSet', set({ observedGeneration: 1, readyReplicas: 2, updatedReplicas: 2 })),
    ).toBe('done: partitioned roll out complete: 2 new pods have been updated...');
  });
});

const set = (revision: number, cause = '') =>
  ({
    metadata: {
      name: `web-${revision}`,
      annotations: {
        'deployment.kubernetes.io/revision': String(revision),
        'deployment.kubernetes.io/desired-replicas': '3',
        ...(cause ? { 'kubernetes.io/change-cause': cause } : {}),
      },
    },
    spec: {
      template: {
        metadata: { labels: { app: 'web', 'pod-template-hash': 'x' } },
        spec: { containers: [{ name: 'nginx', image: `nginx:1.2${revision}` }] },
      },
    },
  }) as unknown as ReplicaSet;

describe('revisions', () => {
  const revisions = deploymentRevisions({ old: [set(3), set(1, 'the first')], current: set(4) });

  test('are listed by number, with their cause', () => {
    expect(historyText(revisions)).toBe(
      'REVISION  CHANGE-CAUSE\n1         the first\n3         <none>\n4         <none>\n',
    );
    expect(historyText([])).toBe('No rollout history found.');
  });

  test('undo goes to the one before the newest, or to the one asked for', () => {
    const nothing = 'no rollout history found for deployment "web"';
    expect(rollbackTarget(revisions, 0, nothing).number).toBe(3);
    expect(rollbackTarget(revisions, 1, nothing).number).toBe(1);
    expect(() => rollbackTarget(revisions, 2, nothing)).toThrow(
      'unable to find specified revision 2 in history',
    );
    expect(() => rollbackTarget(revisions.slice(0, 1), 0, nothing)).toThrow(nothing);
  });

  test('a rollback takes template and cause, and leaves what is the deployment’s own', () => {
    const deployment = {
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '4', note: 'goes' } },
    } as unknown as Deployment;
    expect(rollbackPatch(deployment, set(1, 'the first'))).toEqual([
      {
        op: 'replace',
        path: '/spec/template',
        value: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'nginx', image: 'nginx:1.21' }] },
        },
      },
      {
        op: 'replace',
        path: '/metadata/annotations',
        value: {
          'deployment.kubernetes.io/revision': '4',
          'kubernetes.io/change-cause': 'the first',
        },
      },
    ]);
  });
});
