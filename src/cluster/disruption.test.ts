/** Budgets: what they allow, what they refuse, and in which words. */
import { describe, expect, it } from 'vitest';
import type { DeleteOptions } from '#apimachinery/api.ts';
import { StatusError } from '#apimachinery/status.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { podKind } from '#resources/pod.ts';
import {
  type PodDisruptionBudget,
  podDisruptionBudgetKind,
} from '#resources/poddisruptionbudget.ts';
import { deployment, pod, type Session, startSession, template } from './testing.ts';

type Spec = Partial<PodDisruptionBudget['spec']>;

function addBudget({ kubectl }: Session, name: string, spec: Spec): void {
  kubectl.create(podDisruptionBudgetKind, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  });
}

function withBudget(replicas: number, spec: Spec): Session {
  const session = startSession();
  session.kubectl.create(deploymentKind, deployment('web', replicas));
  session.settle();
  addBudget(session, 'web', spec);
  session.advance(1);
  return session;
}

const status = ({ kubectl }: Session) =>
  kubectl.get(podDisruptionBudgetKind, 'default', 'web')?.status;
const numbers = (session: Session) => {
  const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods } =
    status(session) ?? {};
  return [disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods];
};

const call = {
  actor: { name: 'kubectl', user: 'learner', groups: ['system:masters'] },
  cause: 0,
};
const named = (session: Session, at = 0): string => session.pods()[at]?.metadata.name ?? '';

/** "evicted", or the refusal with its cause. */
function evict(session: Session, name: string, options?: DeleteOptions): string {
  try {
    session.cluster.api.evict('default', name, call, options);
    return 'evicted';
  } catch (refusal) {
    if (!(refusal instanceof StatusError)) throw refusal;
    const cause = refusal.status.details?.causes?.[0]?.message ?? '';
    return `${refusal.code} ${refusal.message} ${cause}`.trim();
  }
}

const refused = (cause: string): string =>
  `429 Cannot evict pod as it would violate the pod's disruption budget. ${cause}`;

describe('a budget counts', () => {
  it.each<[Spec, number, readonly number[]]>([
    [{ minAvailable: 2 }, 3, [1, 3, 2, 3]],
    [{ minAvailable: 4 }, 3, [0, 3, 4, 3]],
    [{ minAvailable: '50%' }, 3, [1, 3, 2, 3]],
    [{ maxUnavailable: 1 }, 3, [1, 3, 2, 3]],
    [{ maxUnavailable: '50%' }, 3, [2, 3, 1, 3]],
    [{ maxUnavailable: 0 }, 3, [0, 3, 3, 3]],
    [{ maxUnavailable: 5 }, 3, [3, 3, 0, 3]],
  ])('%j of %i: allowed, healthy, desired, expected', (spec, replicas, expected) => {
    expect(numbers(withBudget(replicas, spec))).toEqual(expected);
  });

  it('pods that come and go', () => {
    const session = withBudget(3, { minAvailable: 1 });
    session.kubectl.delete(podKind, session.pods()[0] as never);
    session.advance(0.05);
    expect(numbers(session)[1]).toBe(2);
    session.settle();
    expect(numbers(session)).toEqual([2, 3, 1, 3]);
  });

  it('nothing where nobody owns the pods it is to count by', () => {
    const session = startSession();
    session.kubectl.create(podKind, pod('alone', { app: 'web' }));
    addBudget(session, 'web', { maxUnavailable: 1 });
    session.settle();
    expect(numbers(session)).toEqual([0, 1, 0, 0]);
    expect(session.events('web')[0]).toContain('UnmanagedPods Pods selected by');
  });
});

describe('an eviction', () => {
  it('is refused when the budget is spent, and says why', () => {
    const session = withBudget(3, { minAvailable: 3 });
    expect(evict(session, named(session))).toBe(
      refused('The disruption budget web needs 3 healthy pods and has 3 currently'),
    );
    expect(session.pods().length).toBe(3);
  });

  it('spends the budget, so that the next must wait', () => {
    const session = withBudget(3, { minAvailable: 2 });
    const [first, second] = [named(session), named(session, 1)];
    expect(evict(session, first)).toBe('evicted');
    expect(evict(session, second)).toBe(
      refused('The disruption budget web does not allow evicting pods currently'),
    );
    expect(Object.keys(status(session)?.disruptedPods ?? {})).toEqual([first]);
    const target = session.kubectl
      .get(podKind, 'default', first)
      ?.status.conditions?.find(({ type }) => type === 'DisruptionTarget');
    expect(target).toMatchObject({ status: 'True', reason: 'EvictionByEvictionAPI' });
    session.settle();
    expect(status(session)?.disruptedPods).toBeUndefined();
    expect(evict(session, second)).toBe('evicted');
  });

  it('that is only tried spends nothing', () => {
    const session = withBudget(3, { minAvailable: 2 });
    expect(evict(session, named(session), { dryRun: true })).toBe('evicted');
    expect(numbers(session)).toEqual([1, 3, 2, 3]);
    expect(session.pods().every(({ metadata }) => !metadata.deletionTimestamp)).toBe(true);
  });

  it('waits until a new budget has been counted', () => {
    const session = withBudget(3, { minAvailable: 2 });
    const found = session.kubectl.get(podDisruptionBudgetKind, 'default', 'web');
    if (!found) throw new Error('no budget');
    session.kubectl.update(podDisruptionBudgetKind, { ...found, spec: { minAvailable: 1 } });
    addBudget(session, 'other', {});
    expect(evict(session, named(session))).toBe(
      refused('The disruption budget other is still being processed by the server.'),
    );
  });

  it('is refused for a pod with two budgets', () => {
    const session = withBudget(3, { minAvailable: 1 });
    addBudget(session, 'second', { minAvailable: 1 });
    session.advance(1);
    expect(evict(session, named(session))).toBe(
      '500 This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  });

  it('of a pod that is not running is nobody’s loss', () => {
    const session = startSession();
    const broken = pod('waiting', { app: 'web' });
    session.kubectl.create(podKind, {
      ...broken,
      spec: { containers: [{ name: 'c', image: 'nope' }] },
    });
    addBudget(session, 'web', { minAvailable: 1 });
    session.advance(2);
    expect(evict(session, 'waiting')).toBe('evicted');
  });

  it.each([
    [undefined, refused('The disruption budget web needs 2 healthy pods and has 0 currently')],
    ['AlwaysAllow', 'evicted'],
  ])('of a pod that is not ready, with %s', (unhealthyPodEvictionPolicy, expected) => {
    const session = startSession();
    const { metadata, spec } = template('nginx:1.21');
    const readinessProbe = { exec: { command: ['false'] } };
    const containers = (spec?.containers ?? []).map((one) => ({ ...one, readinessProbe }));
    const broken = { ...(metadata ? { metadata } : {}), spec: { ...spec, containers } };
    session.kubectl.create(deploymentKind, deployment('web', 2, { template: broken }));
    const policy = unhealthyPodEvictionPolicy ? { unhealthyPodEvictionPolicy } : {};
    addBudget(session, 'web', { minAvailable: 2, ...policy });
    session.advance(10);
    expect(evict(session, named(session))).toBe(expected);
  });
});

it('a pod that should have gone two minutes ago no longer says that it will', () => {
  const session = withBudget(1, { minAvailable: 0 });
  const [first] = session.pods();
  if (!first) throw new Error('no pod');
  const lastTransitionTime = '2026-01-05T09:05:00Z';
  const target = { type: 'DisruptionTarget', status: 'True', reason: 'Test', lastTransitionTime };
  const conditions = [...(first.status.conditions ?? []), target];
  session.kubectl.updateStatus(podKind, { ...first, status: { ...first.status, conditions } });
  session.advance(150);
  const now = session.pods()[0]?.status.conditions?.find(({ type }) => type === target.type);
  expect(now?.status).toBe('False');
});
