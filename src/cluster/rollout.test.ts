/** Deployments: rolling, back, paused, in proportion, stuck, recreated, remembered. */
import { describe, expect, it } from 'vitest';
import { conditionOf } from '#apimachinery/conditions.ts';
import { deploymentKind } from '#resources/deployment.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import { deployment, type Session, startSession, template } from './testing.ts';

function withDeployment(replicas: number, spec: Parameters<typeof deployment>[2] = {}): Session {
  const session = startSession();
  session.kubectl.create(deploymentKind, deployment('web', replicas, spec));
  session.settle();
  return session;
}

/** revision ⇒ image, as `kubectl rollout history` would find them. */
const history = ({ kubectl }: Session): Record<string, string> =>
  Object.fromEntries(
    kubectl
      .list(replicaSetKind)
      .map(({ metadata, spec }) => [
        metadata.annotations?.['deployment.kubernetes.io/revision'] ?? '',
        spec.template?.spec?.containers[0]?.image ?? '',
      ]),
  );

const progressing = (session: Session) =>
  conditionOf(session.deployment('web').status.conditions, 'Progressing');

/** The most pods and the fewest available at any event while `act` and what follows happen. */
function extremes(session: Session, act: () => void): { most: number; fewest: number } {
  let most = 0;
  let fewest = Number.POSITIVE_INFINITY;
  const stop = session.cluster.api.subscribe(({ kind }) => {
    if (kind !== (podKind as unknown)) return;
    const pods = session.pods().filter(({ metadata }) => !metadata.deletionTimestamp);
    const isReady = ({ status }: Pod): boolean =>
      conditionOf(status.conditions, 'Ready')?.status === 'True';
    most = Math.max(most, pods.length);
    fewest = Math.min(fewest, pods.filter(isReady).length);
  });
  act();
  session.settle();
  session.settle();
  stop();
  return { most, fewest };
}

describe('a rolling update', () => {
  it.each([
    [3, '25%', '25%', 4, 3],
    [10, '25%', '25%', 13, 8],
    [4, 0, 1, 4, 3],
    [4, 2, 0, 6, 4],
  ])(
    'of %i with surge %s and unavailable %s has at most %i and at least %i ready',
    (replicas, maxSurge, maxUnavailable, most, fewest) => {
      const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };
      const session = withDeployment(replicas, { strategy });
      const seen = extremes(session, () => session.setImage('web', 'nginx:1.21.3'));
      expect(seen.most).toBeLessThanOrEqual(most);
      expect(seen.fewest).toBeGreaterThanOrEqual(fewest);
      expect(session.deployment('web').status).toMatchObject({
        replicas,
        updatedReplicas: replicas,
        availableReplicas: replicas,
        terminatingReplicas: 0,
        observedGeneration: 2,
      });
      expect(progressing(session)?.reason).toBe('NewReplicaSetAvailable');
    },
  );

  it('says each step', () => {
    const session = withDeployment(3);
    session.setImage('web', 'nginx:1.21.3');
    session.settle();
    const steps = session.events('web').map((text) => text.replace(/web-[a-z0-9]+/, 'SET'));
    expect(steps).toEqual(
      ['up SET from 0 to 3', 'up SET from 0 to 1', 'down SET from 3 to 2', 'up SET from 1 to 2']
        .concat(['down SET from 2 to 1', 'up SET from 2 to 3', 'down SET from 1 to 0'])
        .map((step) => `ScalingReplicaSet Scaled ${step.replace('SET', 'replica set SET')}`),
    );
  });
});

it('a rollback takes the old ReplicaSet and the next number', () => {
  const session = withDeployment(3);
  session.setImage('web', 'nginx:1.21.3');
  session.settle();
  session.setImage('web', 'nginx:1.22');
  session.settle();
  expect(history(session)).toEqual({ 1: 'nginx:1.21', 2: 'nginx:1.21.3', 3: 'nginx:1.22' });
  session.setImage('web', 'nginx:1.21.3');
  session.settle();
  expect(history(session)).toEqual({ 1: 'nginx:1.21', 3: 'nginx:1.22', 4: 'nginx:1.21.3' });
  session.setImage('web', 'nginx:1.21');
  session.settle();
  expect(history(session)).toEqual({ 3: 'nginx:1.22', 4: 'nginx:1.21.3', 5: 'nginx:1.21' });
  expect(
    session.deployment('web').metadata.annotations?.['deployment.kubernetes.io/revision'],
  ).toBe('5');
});

it('keeps no more old ReplicaSets than its limit', () => {
  const session = withDeployment(1, { revisionHistoryLimit: 1 });
  for (const image of ['nginx:1.21.1', 'nginx:1.21.2', 'nginx:1.21.3']) {
    session.setImage('web', image);
    session.settle();
  }
  expect(history(session)).toEqual({ 3: 'nginx:1.21.2', 4: 'nginx:1.21.3' });
});

it('paused collects changes for one revision, and still scales', () => {
  const session = withDeployment(2);
  session.edit('web', { paused: true });
  session.setImage('web', 'nginx:1.21.3');
  session.edit('web', { replicas: 3 });
  session.settle();
  expect(history(session)).toEqual({ 1: 'nginx:1.21' });
  expect(session.replicaSets()).toHaveLength(1);
  expect(session.replicaSets()[0]).toMatch(/^3\/3 /);
  expect(progressing(session)).toMatchObject({ status: 'Unknown', reason: 'DeploymentPaused' });
  session.edit('web', { paused: false });
  session.settle();
  expect(history(session)).toEqual({ 1: 'nginx:1.21', 2: 'nginx:1.21.3' });
});

it('a stuck rollout keeps the old pods and says so after its deadline', () => {
  const session = withDeployment(3, { progressDeadlineSeconds: 60 });
  session.setImage('web', 'nginx:no-such-tag');
  session.advance(55);
  expect(progressing(session)).toMatchObject({ status: 'True', reason: 'ReplicaSetUpdated' });
  session.advance(15);
  const set = session
    .replicaSets()
    .find((text) => text.startsWith('0/1'))
    ?.slice(4);
  expect(progressing(session)).toMatchObject({
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: `ReplicaSet "${set}" has timed out progressing.`,
  });
  expect(session.deployment('web').status.availableReplicas).toBe(3);
});

it('scales old and new ReplicaSets in proportion while a rollout is stuck', () => {
  const session = withDeployment(10);
  session.setImage('web', 'nginx:no-such-tag');
  session.settle();
  expect([...session.replicaSets()].map((text) => text.split(' ')[0]).sort()).toEqual([
    '0/5',
    '8/8',
  ]);
  session.edit('web', { replicas: 20 });
  session.settle();
  // limit 13 before, 25 now: 8 × 25/13 ⇒ 15, 5 × 25/13 ⇒ 10
  expect([...session.replicaSets()].map((text) => text.split(' ')[0]).sort()).toEqual([
    '0/10',
    '15/15',
  ]);
});

it('a recreation has no old pod left when the first new one comes', () => {
  const session = withDeployment(3, { strategy: { type: 'Recreate' } });
  let mixed = false;
  session.cluster.api.subscribe(() => {
    const running = session.pods().filter(({ status }) => status.phase !== 'Succeeded');
    mixed ||= new Set(running.map(({ spec }) => spec.containers[0]?.image)).size > 1;
  });
  session.setImage('web', 'nginx:1.21.3');
  session.settle();
  expect(mixed).toBe(false);
  expect(history(session)).toEqual({ 1: 'nginx:1.21', 2: 'nginx:1.21.3' });
  expect(session.deployment('web').status.readyReplicas).toBe(3);
});

it('undoes what is done to its ReplicaSet', () => {
  const session = withDeployment(2);
  const [set] = session.kubectl.list(replicaSetKind);
  if (!set) throw new Error('no ReplicaSet');
  session.kubectl.update(replicaSetKind, { ...set, spec: { ...set.spec, replicas: 5 } });
  session.settle();
  expect(session.replicaSets()[0]).toMatch(/^2\/2 /);
  session.kubectl.delete(replicaSetKind, set);
  session.settle();
  expect(session.replicaSets()).toEqual([`2/2 ${set.metadata.name}`]);
});

it('adopts the ReplicaSet an orphaning deletion left', () => {
  const session = withDeployment(2);
  const before = session.pods().map(({ metadata }) => metadata.uid);
  session.kubectl.delete(deploymentKind, session.deployment('web'), {
    propagationPolicy: 'Orphan',
  });
  session.settle();
  session.kubectl.create(deploymentKind, deployment('web', 2));
  session.settle();
  expect(session.pods().map(({ metadata }) => metadata.uid)).toEqual(before);
  expect(progressing(session)?.reason).toBe('NewReplicaSetAvailable');
});

it('counts a pod as available only after minReadySeconds', () => {
  const session = startSession();
  session.kubectl.create(deploymentKind, deployment('web', 1, { minReadySeconds: 20 }));
  session.advance(10);
  expect(session.deployment('web').status).toMatchObject({
    readyReplicas: 1,
    unavailableReplicas: 1,
  });
  session.advance(15);
  expect(session.deployment('web').status).toMatchObject({
    readyReplicas: 1,
    availableReplicas: 1,
  });
});

it('copies its annotations down, so that a change-cause is remembered', () => {
  const session = withDeployment(1);
  const web = session.deployment('web');
  const annotations = { ...web.metadata.annotations, 'kubernetes.io/change-cause': 'first' };
  session.kubectl.update(deploymentKind, { ...web, metadata: { ...web.metadata, annotations } });
  session.settle();
  const [set] = session.kubectl.list(replicaSetKind);
  expect(set?.metadata.annotations).toEqual({
    'deployment.kubernetes.io/desired-replicas': '1',
    'deployment.kubernetes.io/max-replicas': '2',
    'deployment.kubernetes.io/revision': '1',
    'kubernetes.io/change-cause': 'first',
  });
});

it('a change of the template only in its labels is a new revision', () => {
  const session = withDeployment(1);
  const { metadata, spec } = template('nginx:1.21');
  const labels = { ...metadata?.labels, tier: 'front' };
  session.edit('web', { template: { metadata: { labels }, ...(spec ? { spec } : {}) } });
  session.settle();
  expect(Object.keys(history(session))).toEqual(['1', '2']);
});
