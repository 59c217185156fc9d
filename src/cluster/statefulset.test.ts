/** StatefulSets: in order, by name, at their revision. */
import { describe, expect, it } from 'vitest';
import { controllerRevisionKind } from '#resources/controllerrevision.ts';
import { podKind } from '#resources/pod.ts';
import { statefulSetKind } from '#resources/statefulset.ts';
import {
  create,
  db,
  edit,
  isReady,
  podNamed,
  seen,
  setImage,
  withSet,
} from './statefulset-testing.ts';
import { pod, type Session, startSession } from './testing.ts';

/** What becomes of pods while `act` and all that follows happens: "+db-0", "-db-0", and the most that were unready. */
function follow(session: Session, act: () => void): { steps: string[]; mostUnready: number } {
  const steps: string[] = [];
  let mostUnready = 0;
  const stop = session.cluster.api.subscribe(({ kind, type, object }) => {
    if (kind !== (podKind as unknown)) return;
    if (type === 'ADDED') steps.push(`+${object.metadata.name}`);
    if (type === 'DELETED') steps.push(`-${object.metadata.name}`);
    mostUnready = Math.max(mostUnready, session.pods().filter((one) => !isReady(one)).length);
  });
  act();
  session.settle();
  stop();
  return { steps, mostUnready };
}

const revisions = ({ kubectl }: Session): readonly number[] =>
  kubectl
    .list(controllerRevisionKind)
    .map(({ revision }) => revision)
    .sort((a, b) => a - b);

describe('pods', () => {
  it('come one after the other, each when the one before is ready', () => {
    const session = startSession();
    const { steps, mostUnready } = follow(session, () => create(session, {}));
    expect(steps).toEqual(['+db-0', '+db-1', '+db-2']);
    expect(mostUnready).toBe(1);
    expect(db(session).status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      observedGeneration: 1,
      collisionCount: 0,
    });
  });

  it('are known by name, index, host name and revision', () => {
    const session = withSet();
    const { metadata, spec } = podNamed(session, 'db-1');
    expect(metadata.generateName).toBe('db-');
    expect(metadata.labels).toEqual({
      app: 'db',
      'apps.kubernetes.io/pod-index': '1',
      'controller-revision-hash': db(session).status.updateRevision,
      'statefulset.kubernetes.io/pod-name': 'db-1',
    });
    expect(`${spec.hostname}.${spec.subdomain}`).toBe('db-1.db');
  });

  it('come all at once when Parallel', () => {
    const session = startSession();
    const { mostUnready } = follow(session, () =>
      create(session, { podManagementPolicy: 'Parallel' }),
    );
    expect(mostUnready).toBe(3);
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.21', 'db-2 1.21']);
  });

  it('go one after the other, the highest first', () => {
    const session = withSet();
    expect(follow(session, () => edit(session, { replicas: 1 })).steps).toEqual(['-db-2', '-db-1']);
  });

  it('start at another ordinal', () => {
    const session = withSet({ replicas: 2, ordinals: { start: 5 } });
    expect(seen(session)).toEqual(['db-5 1.21', 'db-6 1.21']);
    const { steps } = follow(session, () => edit(session, { ordinals: { start: 6 } }));
    expect(steps).toEqual(['+db-7', '-db-5']);
  });

  it('wait for minReadySeconds of the one before', () => {
    const session = startSession();
    create(session, { minReadySeconds: 20 });
    session.advance(15);
    expect(seen(session)).toEqual(['db-0 1.21']);
    expect(db(session).status).toMatchObject({ readyReplicas: 1, availableReplicas: 0 });
    session.advance(60);
    expect(db(session).status).toMatchObject({ readyReplicas: 3, availableReplicas: 3 });
  });

  it('keep their names when replaced', () => {
    const session = withSet();
    const before = podNamed(session, 'db-1').metadata.uid;
    session.kubectl.delete(podKind, podNamed(session, 'db-1'));
    session.settle();
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.21', 'db-2 1.21']);
    expect(podNamed(session, 'db-1').metadata.uid).not.toBe(before);
  });

  it('that failed are deleted and made again', () => {
    const session = startSession();
    const { spec, ...rest } = pod('db-1', { app: 'db' });
    const command = ['sh', '-c', 'exit 1'];
    const containers = [{ name: 'nginx', image: 'busybox:1.36', command }];
    session.kubectl.create(podKind, {
      ...rest,
      spec: { ...spec, containers, restartPolicy: 'Never' },
    });
    session.settle();
    expect(podNamed(session, 'db-1').status.phase).toBe('Failed');
    create(session, {});
    session.settle();
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.21', 'db-2 1.21']);
    expect(session.events('db')).toContain(
      'SuccessfulDelete Delete Pod db-1 in StatefulSet db successful',
    );
  });

  it('with a name of the set are adopted, others with its labels are not', () => {
    const session = startSession();
    session.kubectl.create(podKind, pod('db-0', { app: 'db' }));
    session.kubectl.create(podKind, pod('stranger', { app: 'db' }));
    session.settle();
    create(session, { replicas: 1 });
    session.settle();
    expect(podNamed(session, 'db-0').metadata.ownerReferences?.[0]?.name).toBe('db');
    expect(podNamed(session, 'stranger').metadata.ownerReferences).toBeUndefined();
  });

  it('on a dead node are not replaced until somebody is sure', () => {
    const session = withSet();
    const node = podNamed(session, 'db-1').spec.nodeName ?? '';
    session.cluster.faults.failNode(node);
    session.advance(400);
    const stuck = podNamed(session, 'db-1');
    expect(stuck.metadata.deletionTimestamp).toBeDefined();
    expect(db(session).status).toMatchObject({ replicas: 3, readyReplicas: 2 });
    session.kubectl.delete(podKind, stuck, { gracePeriodSeconds: 0 });
    session.settle();
    expect(podNamed(session, 'db-1').spec.nodeName).not.toBe(node);
  });
});

describe('an update', () => {
  it('goes from the highest to the lowest, one at a time', () => {
    const session = withSet();
    const old = db(session).status.currentRevision;
    const { steps, mostUnready } = follow(session, () => setImage(session, 'nginx:1.22'));
    expect(steps).toEqual(['-db-2', '+db-2', '-db-1', '+db-1', '-db-0', '+db-0']);
    expect(mostUnready).toBe(1);
    const { currentRevision, updateRevision } = db(session).status;
    expect(currentRevision).toBe(updateRevision);
    expect(currentRevision).not.toBe(old);
  });

  it('stops at the partition, below which pods stay at the old revision even when replaced', () => {
    const session = withSet();
    edit(session, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } });
    setImage(session, 'nginx:1.22');
    session.settle();
    session.kubectl.delete(podKind, podNamed(session, 'db-0'));
    session.settle();
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.21', 'db-2 1.22']);
    expect(db(session).status).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
  });

  it('waits for whoever deletes the pods when OnDelete', () => {
    const session = withSet({ updateStrategy: { type: 'OnDelete' } });
    setImage(session, 'nginx:1.22');
    session.settle();
    session.kubectl.delete(podKind, podNamed(session, 'db-1'));
    session.settle();
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.22', 'db-2 1.21']);
  });

  it('that is broken stays where it is, also when taken back, until the broken pod is deleted', () => {
    const session = withSet();
    setImage(session, 'nginx:nope');
    session.advance(60);
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.21', 'db-2 nope not ready']);
    setImage(session, 'nginx:1.21');
    session.advance(60);
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.21', 'db-2 nope not ready']);
    expect(revisions(session)).toEqual([2, 3]);
    session.kubectl.delete(podKind, podNamed(session, 'db-2'));
    session.settle();
    expect(seen(session)).toEqual(['db-0 1.21', 'db-1 1.21', 'db-2 1.21']);
  });

  it('keeps as many old revisions as asked for', () => {
    const session = withSet({ replicas: 1, revisionHistoryLimit: 1 });
    for (const image of ['nginx:1.22', 'nginx:1.23', 'nginx:1.24']) {
      setImage(session, image);
      session.settle();
    }
    expect(revisions(session)).toEqual([3, 4]);
  });
});

it('a set made anew takes over the pods and revisions its orphaned predecessor left', () => {
  const session = withSet();
  const before = session.pods().map(({ metadata }) => metadata.uid);
  session.kubectl.delete(statefulSetKind, db(session), { propagationPolicy: 'Orphan' });
  session.settle();
  const free = session.kubectl.list(controllerRevisionKind);
  expect(free.map(({ metadata }) => metadata.ownerReferences)).toEqual([undefined]);
  create(session, {});
  session.settle();
  expect(session.pods().map(({ metadata }) => metadata.uid)).toEqual(before);
  expect(revisions(session)).toEqual([1]);
  expect(session.pods().map(({ metadata }) => metadata.ownerReferences?.[0]?.uid)).toEqual(
    Array(3).fill(db(session).metadata.uid),
  );
});
