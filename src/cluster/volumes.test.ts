/** Claims that find volumes, wait for pods, are provisioned, grow, and are kept while they are in use. */
import { expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { type PersistentVolume, persistentVolumeKind } from '#resources/persistentvolume.ts';
import {
  type PersistentVolumeClaim,
  persistentVolumeClaimKind,
} from '#resources/persistentvolumeclaim.ts';
import { podKind } from '#resources/pod.ts';
import { storageClassKind } from '#resources/storageclass.ts';
import { pod, type Session, startSession } from './testing.ts';

const claim = (
  name: string,
  spec: Partial<PersistentVolumeClaim['spec']> = {},
): Draft<PersistentVolumeClaim> =>
  ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: 'default' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      ...spec,
    },
  }) as Draft<PersistentVolumeClaim>;

const volume = (
  name: string,
  storage: string,
  spec: Partial<PersistentVolume['spec']> = {},
): Draft<PersistentVolume> =>
  ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage },
      hostPath: { path: `/data/${name}` },
      ...spec,
    },
  }) as Draft<PersistentVolume>;

const podWith = (name: string, claimName: string): ReturnType<typeof pod> => {
  const draft = pod(name, {});
  return {
    ...draft,
    spec: { ...draft.spec, volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }] },
  };
};

const claimNow = ({ kubectl }: Session, name: string): PersistentVolumeClaim | undefined =>
  kubectl.get(persistentVolumeClaimKind, 'default', name);
const volumeNow = ({ kubectl }: Session, name: string): PersistentVolume | undefined =>
  kubectl.get(persistentVolumeKind, '', name);
const phases = (session: Session): readonly (string | undefined)[] =>
  session.pods().map(({ status }) => status.phase);

it('binds a claim to the smallest volume that is large enough', () => {
  const session = startSession();
  session.kubectl.create(persistentVolumeKind, volume('large', '10Gi'));
  session.kubectl.create(persistentVolumeKind, volume('small', '2Gi'));
  session.kubectl.create(persistentVolumeKind, volume('tiny', '100Mi'));
  session.kubectl.create(persistentVolumeClaimKind, claim('data'));
  session.advance(1);
  expect(claimNow(session, 'data')).toMatchObject({
    metadata: {
      annotations: {
        'pv.kubernetes.io/bind-completed': 'yes',
        'pv.kubernetes.io/bound-by-controller': 'yes',
      },
      finalizers: ['kubernetes.io/pvc-protection'],
    },
    spec: { volumeName: 'small' },
    status: { phase: 'Bound', capacity: { storage: '2Gi' }, accessModes: ['ReadWriteOnce'] },
  });
  expect(volumeNow(session, 'small')).toMatchObject({
    metadata: { finalizers: ['kubernetes.io/pv-protection'] },
    spec: { claimRef: { namespace: 'default', name: 'data' } },
    status: { phase: 'Bound' },
  });
  expect(volumeNow(session, 'large')?.status.phase).toBe('Available');
});

it('says what a claim waits for, and that its pod cannot be scheduled', () => {
  const session = startSession();
  session.kubectl.create(persistentVolumeClaimKind, claim('data'));
  session.kubectl.create(podKind, podWith('db', 'data'));
  session.advance(2);
  expect(session.events('data')).toContain(
    'FailedBinding no persistent volumes available for this claim and no storage class is set',
  );
  expect(session.events('db')).toContainEqual(
    expect.stringContaining(
      '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
    ),
  );
  session.kubectl.create(persistentVolumeKind, volume('late', '1Gi'));
  session.advance(30);
  expect(claimNow(session, 'data')?.status.phase).toBe('Bound');
  expect(phases(session)).toEqual(['Running']);
});

it('keeps a claim that a pod uses, then lets it go and releases its volume', () => {
  const session = startSession();
  session.kubectl.create(persistentVolumeKind, volume('vol', '1Gi'));
  const made = session.kubectl.create(persistentVolumeClaimKind, claim('data'));
  const db = session.kubectl.create(podKind, podWith('db', 'data'));
  session.advance(10);
  session.kubectl.delete(persistentVolumeClaimKind, made);
  session.advance(5);
  expect(claimNow(session, 'data')?.metadata.deletionTimestamp).toBeDefined();
  session.kubectl.delete(podKind, db);
  session.advance(60);
  expect(claimNow(session, 'data')).toBeUndefined();
  expect(volumeNow(session, 'vol')?.status.phase).toBe('Released');
});

it('provisions when a pod comes, on its node, and grows on request', () => {
  const session = startSession({ storageClass: true });
  session.kubectl.create(persistentVolumeClaimKind, claim('data'));
  session.advance(5);
  expect(claimNow(session, 'data')).toMatchObject({
    spec: { storageClassName: 'standard' },
    status: { phase: 'Pending' },
  });
  expect(session.events('data')).toContain(
    'WaitForFirstConsumer waiting for first consumer to be created before binding',
  );
  session.kubectl.create(podKind, podWith('db', 'data'));
  session.advance(20);
  const bound = claimNow(session, 'data');
  if (!bound) throw new Error('no claim');
  expect(bound.status.phase).toBe('Bound');
  expect(bound.spec.volumeName).toBe(`pvc-${bound.metadata.uid}`);
  expect(phases(session)).toEqual(['Running']);
  const requests = { storage: '3Gi' };
  session.kubectl.update(persistentVolumeClaimKind, {
    ...bound,
    spec: { ...bound.spec, resources: { requests } },
  });
  session.advance(20);
  expect(claimNow(session, 'data')?.status.capacity).toEqual(requests);
});

it('deletes what it provisioned with the claim', () => {
  const session = startSession({ storageClass: true });
  const standard = session.kubectl.get(storageClassKind, '', 'standard');
  if (!standard) throw new Error('no class');
  session.kubectl.create(storageClassKind, {
    ...standard,
    metadata: { name: 'now' },
    volumeBindingMode: 'Immediate',
  });
  const made = session.kubectl.create(
    persistentVolumeClaimKind,
    claim('data', { storageClassName: 'now' }),
  );
  session.advance(10);
  expect(claimNow(session, 'data')?.status.phase).toBe('Bound');
  session.kubectl.delete(persistentVolumeClaimKind, made);
  session.advance(20);
  expect(session.kubectl.list(persistentVolumeKind)).toEqual([]);
});
