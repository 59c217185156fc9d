/** What the steps of binding work with. */
import type { Client } from '#client/client.ts';
import type { Recorder } from '#client/recorder.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Pod } from '#resources/pod.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '#resources/storage/types.ts';

export interface BinderContext {
  readonly client: Client;
  readonly recorder: Recorder;
  readonly clock: Clock;
  /** Volumes that name no claim, or this one. */
  candidates(claimKey: string): readonly PersistentVolume[];
  /** Pods that use a claim. */
  podsOf(claimKey: string): readonly Pod[];
  /** Looks at a claim again. */
  enqueueClaim(claimKey: string): void;
}

/** "default/data" of a volume's claim; undefined when it names none. */
export const claimKeyOf = ({ spec: { claimRef } }: PersistentVolume): string | undefined =>
  claimRef && `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}`;

/** The claim as a volume names it. */
export const claimReference = (
  claim: PersistentVolumeClaim,
): NonNullable<PersistentVolume['spec']['claimRef']> => ({
  kind: 'PersistentVolumeClaim',
  namespace: claim.metadata.namespace ?? '',
  name: claim.metadata.name,
  uid: claim.metadata.uid,
  apiVersion: 'v1',
  resourceVersion: claim.metadata.resourceVersion,
});
