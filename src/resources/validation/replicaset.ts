/** ReplicaSets. Mirrors kubernetes pkg/apis/apps/validation/validation.go ValidateReplicaSet. */
import type { ReplicaSet, ReplicaSetSpec } from '../types/replicaset.ts';
import { type FieldErrors, immutable, none, nonNegative } from './fields.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';
import { validateSelectedTemplate, validateSelector } from './workload.ts';

const validateSpec = (spec: ReplicaSetSpec): FieldErrors => [
  ...nonNegative('spec.replicas', spec.replicas),
  ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
  ...validateSelector(spec.selector),
  ...validateSelectedTemplate(spec.selector, spec.template ?? {}),
];

export const validateReplicaSet = ({ metadata, spec }: ReplicaSet): FieldErrors => [
  ...validateMetadata(metadata, true, subdomainName),
  ...validateSpec(spec),
];

export const validateReplicaSetUpdate = (next: ReplicaSet, old: ReplicaSet): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...(next.spec === old.spec ? none : validateSpec(next.spec)),
  ...immutable('spec.selector', next.spec.selector, old.spec.selector),
];
