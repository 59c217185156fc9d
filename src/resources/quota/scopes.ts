/** Whether what an object says of a scope is what a quota asks for. Mirrors pkg/apis/core/v1/helper ScopedResourceSelectorRequirementsAsSelector. */
import type { ScopeRequirement } from './types.ts';

export function matchesRequirement(
  { operator, values = [] }: ScopeRequirement,
  said: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return said !== undefined && values.includes(said);
    case 'NotIn':
      return said === undefined || !values.includes(said);
    case 'Exists':
      return said !== undefined;
    case 'DoesNotExist':
      return said === undefined;
    default:
      return false;
  }
}
