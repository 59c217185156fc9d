/** The claims of a StatefulSet: made for each pod, kept or let go as its policy says. */
import { expect, it } from 'vitest';
import { persistentVolumeClaimKind } from '#resources/persistentvolumeclaim.ts';
import { podKind } from '#resources/pod.ts';
import { statefulSetKind } from '#resources/statefulset.ts';
import { db, edit, podNamed, withSet } from './statefulset-testing.ts';
import type { Session } from './testing.ts';

const claims = ({ kubectl }: Session): readonly string[] =>
  kubectl
    .list(persistentVolumeClaimKind)
    .map(({ metadata }) => metadata.name)
    .sort();

const data = [
  {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  },
];

it('are made for each pod, and outlive it', () => {
  const session = withSet({ replicas: 2, volumeClaimTemplates: data });
  expect(claims(session)).toEqual(['data-db-0', 'data-db-1']);
  expect(podNamed(session, 'db-1').spec.volumes).toContainEqual({
    name: 'data',
    persistentVolumeClaim: { claimName: 'data-db-1' },
  });
  expect(session.events('db')).toContain(
    'SuccessfulCreate Create Claim data-db-0 Pod db-0 in StatefulSet db success',
  );
  edit(session, { replicas: 1 });
  session.settle();
  expect(claims(session)).toEqual(['data-db-0', 'data-db-1']);
});

it('go with a pod that is scaled away, if the policy says so', () => {
  const policy = { whenDeleted: 'Retain', whenScaled: 'Delete' };
  const session = withSet({
    replicas: 2,
    volumeClaimTemplates: data,
    persistentVolumeClaimRetentionPolicy: policy,
  });
  session.kubectl.delete(podKind, podNamed(session, 'db-1'));
  session.settle();
  expect(claims(session)).toEqual(['data-db-0', 'data-db-1']);
  edit(session, { replicas: 1 });
  session.settle();
  expect(claims(session)).toEqual(['data-db-0']);
});

it('go with the set, if the policy says so', () => {
  const policy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
  const session = withSet({
    replicas: 2,
    volumeClaimTemplates: data,
    persistentVolumeClaimRetentionPolicy: policy,
  });
  edit(session, { replicas: 1 });
  session.settle();
  expect(claims(session)).toHaveLength(2);
  session.kubectl.delete(statefulSetKind, db(session));
  session.settle();
  expect(claims(session)).toEqual([]);
});
