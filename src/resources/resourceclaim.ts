/** ResourceClaim: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { ageColumn, column, nameColumn } from './columns.ts';
import { replaced } from './defaults/with-defaults.ts';
import { claimSpecDefaults } from './devices/defaults.ts';
import type { ResourceClaim } from './devices/types.ts';
import { keepStatus } from './generation.ts';
import { validateResourceClaim, validateResourceClaimUpdate } from './validation/devices/claim.ts';
import { allVerbs } from './verbs.ts';

export type { ResourceClaim } from './devices/types.ts';

const PENDING = {};

/** Mirrors kubernetes pkg/printers/internalversion/printers.go resourceClaimState. */
function state({ metadata, status }: ResourceClaim): string {
  const states = [
    ...(metadata.deletionTimestamp ? ['deleted'] : []),
    ...(status.allocation ? ['allocated'] : []),
    ...(status.reservedFor?.length ? ['reserved'] : []),
  ];
  if (!status.allocation && !metadata.deletionTimestamp) return 'pending';
  return states.join(',');
}

export const resourceClaimKind: Kind<ResourceClaim> = {
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'ResourceClaim',
  plural: 'resourceclaims',
  singular: 'resourceclaim',
  shortNames: [],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.resource.v1.ResourceClaim',
  hasStatus: true,
  hasGeneration: false,
  returnsDeleted: true,
  columns: [nameColumn, column('State', 'Pending, allocated, reserved.', state), ageColumn],
  defaults: (claim) =>
    replaced(
      replaced(claim, 'spec', claimSpecDefaults(claim.spec)),
      'status',
      claim.status ?? PENDING,
    ),
  prepareCreate: (claim) => ({ ...claim, status: PENDING }),
  prepareUpdate: keepStatus,
  validate: validateResourceClaim,
  validateUpdate: validateResourceClaimUpdate,
};
