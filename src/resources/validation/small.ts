/** Kinds with little to check: namespaces, events, leases, service accounts. */
import { invalid, required } from '#apimachinery/field-error.ts';
import type { Event } from '../types/event.ts';
import type { Lease } from '../types/lease.ts';
import type { Namespace } from '../types/namespace.ts';
import type { ServiceAccount } from '../types/serviceaccount.ts';
import { type FieldErrors, none } from './fields.ts';
import { labelName, subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';

export const validateNamespace = ({ metadata }: Namespace): FieldErrors =>
  validateMetadata(metadata, false, labelName);
export const validateNamespaceUpdate = (next: Namespace, old: Namespace): FieldErrors =>
  validateMetadataUpdate(next.metadata, old.metadata);

export const validateServiceAccount = ({ metadata }: ServiceAccount): FieldErrors =>
  validateMetadata(metadata, true, subdomainName);
export const validateServiceAccountUpdate = (
  next: ServiceAccount,
  old: ServiceAccount,
): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...validateServiceAccount(next),
];

/** An event stands in the namespace of what it is about. Mirrors kubernetes pkg/apis/core/validation/events.go legacyValidateEvent. */
export function validateEvent(event: Event): FieldErrors {
  const { metadata, involvedObject, eventTime } = event;
  const { namespace = '' } = metadata;
  const about = involvedObject?.namespace ?? '';
  const field = 'involvedObject.namespace';
  const isHome = namespace === 'default' || (Boolean(eventTime) && namespace === 'kube-system');
  const isSame = about ? about === namespace || Boolean(eventTime) : isHome || namespace === '';
  const place = isSame ? none : [invalid(field, about, 'does not match event.namespace')];
  if (!eventTime) return place;
  const { reportingComponent, reportingInstance, action, reason } = event;
  if (reportingComponent && reportingInstance && action && reason) return place;
  return [
    ...place,
    ...(reportingComponent ? none : [required('reportingComponent')]),
    ...(reportingInstance ? none : [required('reportingInstance')]),
    ...(action ? none : [required('action')]),
    ...(reason ? none : [required('reason')]),
  ];
}

/** Mirrors kubernetes pkg/apis/coordination/validation/validation.go ValidateLeaseSpec. */
function validateLeaseSpec({ spec }: Lease): FieldErrors {
  const { leaseDurationSeconds: seconds, leaseTransitions: changes } = spec;
  return [
    ...(seconds !== undefined && seconds <= 0
      ? [invalid('spec.leaseDurationSeconds', seconds, 'must be greater than 0')]
      : none),
    ...(changes !== undefined && changes < 0
      ? [invalid('spec.leaseTransitions', changes, 'must be greater than or equal to 0')]
      : none),
  ];
}

export const validateLease = (lease: Lease): FieldErrors => [
  ...validateMetadata(lease.metadata, true, subdomainName),
  ...validateLeaseSpec(lease),
];
export const validateLeaseUpdate = (next: Lease, old: Lease): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...validateLeaseSpec(next),
];
