/** The types of what CSI drivers, nodes and attachers say of themselves. */
import type * as storage from 'kubernetes-types/storage/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

type Fields<T> = Omit<Immutable<T>, 'apiVersion' | 'kind' | 'metadata'>;

export interface VolumeAttributesClass extends KubeObject {
  readonly driverName: string;
  readonly parameters?: Readonly<Record<string, string>>;
}
export type CsiDriverSpec = Immutable<storage.CSIDriverSpec> & {
  readonly nodeAllocatableUpdatePeriodSeconds?: number;
  readonly serviceAccountTokenInSecrets?: boolean;
};
export interface CsiDriver extends KubeObject {
  readonly spec: CsiDriverSpec;
}
export interface CsiNode extends KubeObject, Fields<storage.CSINode> {}
export interface CsiStorageCapacity extends KubeObject, Fields<storage.CSIStorageCapacity> {}
export interface VolumeAttachment extends KubeObject, Fields<storage.VolumeAttachment> {}
