/** How a request says which kind of patch its body is. */
import type { PatchType } from '#apimachinery/api.ts';

/** The media type of each kind of patch. */
export const patchContentType: Readonly<Record<PatchType, string>> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};
