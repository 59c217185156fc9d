/** What updates of some resources may and may not do. Mirrors the strategies of kubernetes pkg/registry: AllowCreateOnUpdate, AllowUnconditionalUpdate, PrepareForUpdate of the status. */
import type { Kind } from '#apimachinery/kind.ts';
import type { ObjectMeta } from '#apimachinery/object.ts';

const CREATED_BY_PUT: ReadonlySet<string> = new Set([
  'runtimeclasses',
  'rolebindings',
  'clusterrolebindings',
  'roles',
  'clusterroles',
  'leases',
  'leasecandidates',
  'limitranges',
  'events',
  'services',
  'endpoints',
]);

const NEEDS_VERSION: ReadonlySet<string> = new Set([
  'clustertrustbundles',
  'csidrivers',
  'csinodes',
  'csistoragecapacities',
  'leasecandidates',
  'leases',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
  'mutatingwebhookconfigurations',
  'poddisruptionbudgets',
  'runtimeclasses',
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'validatingwebhookconfigurations',
  'volumeattachments',
]);

const RESET: readonly (keyof ObjectMeta)[] = [
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
];
/** Metadata that a write of the status leaves as it was. */
const STATUS_KEEPS: Readonly<Record<string, readonly (keyof ObjectMeta)[]>> = {
  deployments: ['labels'],
  pods: ['ownerReferences'],
  customresourcedefinitions: RESET,
  resourceclaims: RESET,
  servicecidrs: RESET,
  volumeattachments: RESET,
};
const NONE: readonly (keyof ObjectMeta)[] = [];

/** Whether a PUT may bring an object of the kind into being. */
export const mayCreateByUpdate = ({ plural }: Kind): boolean => CREATED_BY_PUT.has(plural);

/** Whether an update must say which version it replaces. */
export const needsVersion = ({ plural }: Kind): boolean => NEEDS_VERSION.has(plural);

/** The parts of metadata that the status endpoint of a kind doesn't take. */
export const keptByStatus = ({ plural, structure }: Kind): readonly (keyof ObjectMeta)[] => {
  if (structure) return RESET;
  return Object.hasOwn(STATUS_KEEPS, plural) ? (STATUS_KEEPS[plural] ?? NONE) : NONE;
};
