/** Which pods a ReplicaSet deletes first, rule by rule. */
import { describe, expect, it } from 'vitest';
import { printTime } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';
import { getPodsToDelete } from './rank.ts';

const nowMs = 1_767_603_600_000;

interface Traits {
  node?: string;
  phase?: string;
  /** Seconds since it became ready; undefined: not ready. */
  readyFor?: number;
  age?: number;
  restarts?: number;
  cost?: string;
  uid?: string;
}

function pod(name: string, traits: Traits = {}): Pod {
  const {
    node = 'a',
    phase = 'Running',
    readyFor,
    age = 1000,
    restarts = 0,
    cost,
    uid = name,
  } = traits;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid,
      resourceVersion: '1',
      creationTimestamp: printTime(nowMs - age * 1000),
      ...(cost ? { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } } : {}),
    },
    spec: { containers: [], ...(node ? { nodeName: node } : {}) },
    status: {
      phase,
      conditions: [
        {
          type: 'Ready',
          status: readyFor === undefined ? 'False' : 'True',
          lastTransitionTime: printTime(nowMs - (readyFor ?? 0) * 1000),
        },
      ],
      containerStatuses: [
        { name: 'c', image: '', imageID: '', ready: true, restartCount: restarts },
      ],
    },
  };
}

const first = (pods: readonly Pod[], related = pods): string | undefined =>
  getPodsToDelete(pods, related, 1, nowMs)[0]?.metadata.name;

describe('the first to go', () => {
  const rules: readonly (readonly [string, Pod, Pod])[] = [
    ['is not assigned', pod('goes', { node: '' }), pod('stays', { phase: 'Pending' })],
    ['is Pending', pod('goes', { phase: 'Pending' }), pod('stays', { readyFor: 1 })],
    ['is not ready', pod('goes', { cost: '5' }), pod('stays', { readyFor: 1 })],
    ['costs less', pod('goes', { cost: '-1', readyFor: 900 }), pod('stays', { readyFor: 1 })],
    ['has been ready for less', pod('goes', { readyFor: 10 }), pod('stays', { readyFor: 900 })],
    ['restarted more', pod('goes', { restarts: 2 }), pod('stays', { restarts: 1, age: 1 })],
    ['is younger', pod('goes', { age: 10 }), pod('stays', { age: 900 })],
    [
      'has the lower uid among one age',
      pod('goes', { age: 900, uid: '1' }),
      pod('stays', { age: 950, uid: '2' }),
    ],
    [
      'ignores a cost that is no number',
      pod('goes', { cost: '007', age: 9 }),
      pod('stays', { cost: '1' }),
    ],
  ];
  it.each(rules)('%s', (_, goes, stays) => {
    expect(first([goes, stays])).toBe('goes');
    expect(first([stays, goes])).toBe('goes');
  });

  it('shares its node with more pods of the same Deployment, of any ReplicaSet', () => {
    const crowded = pod('goes', { node: 'a', readyFor: 900 });
    const alone = pod('stays', { node: 'b', readyFor: 10 });
    const other = pod('other', { node: 'a', readyFor: 5 });
    expect(first([alone, crowded], [alone, crowded, other])).toBe('goes');
    expect(first([alone, crowded], [alone, crowded])).toBe('stays');
  });

  it('is everyone when all must go', () => {
    const pods = [pod('a'), pod('b')];
    expect(getPodsToDelete(pods, pods, 2, nowMs)).toBe(pods);
  });
});
