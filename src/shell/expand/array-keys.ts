/** The keys of an array. */
import type { Variable } from '../variables.ts';

/** Keys of an array: `${!a[@]}`. */
export function arrayKeys(variable: Variable | undefined): string[] {
  if (variable?.items !== undefined) {
    return [...variable.items.keys()].sort((a, b) => a - b).map(String);
  }
  if (variable?.map !== undefined) return [...variable.map.keys()];
  return variable?.value === undefined ? [] : ['0'];
}
