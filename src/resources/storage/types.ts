/** The types of volumes, claims and their classes. */
import type * as v1 from 'kubernetes-types/core/v1';
import type * as storage from 'kubernetes-types/storage/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export type PersistentVolumeSpec = Immutable<v1.PersistentVolumeSpec>;
export type PersistentVolumeStatus = Immutable<v1.PersistentVolumeStatus>;
export type PersistentVolumeClaimSpec = Immutable<v1.PersistentVolumeClaimSpec>;
export type PersistentVolumeClaimStatus = Immutable<v1.PersistentVolumeClaimStatus>;
export type TopologySelectorTerm = Immutable<v1.TopologySelectorTerm>;

export interface PersistentVolume extends KubeObject {
  readonly spec: PersistentVolumeSpec;
  readonly status: PersistentVolumeStatus;
}

export interface PersistentVolumeClaim extends KubeObject {
  readonly spec: PersistentVolumeClaimSpec;
  readonly status: PersistentVolumeClaimStatus;
}

type ClassFields = Omit<Immutable<storage.StorageClass>, 'apiVersion' | 'kind' | 'metadata'>;
export interface StorageClass extends KubeObject, ClassFields {}
