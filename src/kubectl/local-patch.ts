/** A patch applied here rather than by the server (`--local`, `--dry-run=client`). */
import type { PatchType } from '#apimachinery/api.ts';
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { applyJsonPatch } from '#apimachinery/patch/json.ts';
import { applyMergePatch } from '#apimachinery/patch/merge.ts';
import { PatchError } from '#apimachinery/patch/patch-error.ts';
import { applyStrategicMergePatch } from '#apimachinery/patch/strategic.ts';
import { type ApiResource, groupVersionOf } from './discovery.ts';
import { KubectlError } from './errors.ts';
import { jsonPatchComplaint } from './json-patch-words.ts';
import { schemaOf } from './strategic-diff.ts';

/** The patched object; throws what is wrong with the patch. */
export function patchLocally(
  object: KubeObject,
  resource: ApiResource,
  type: PatchType,
  patch: Json,
): KubeObject {
  const before = object as unknown as Json;
  try {
    if (type === 'json') return applyJsonPatch(before, patch) as unknown as KubeObject;
    if (type === 'merge') return applyMergePatch(before, patch) as unknown as KubeObject;
    const schema = schemaOf(groupVersionOf(resource), resource.kind) ?? '';
    return applyStrategicMergePatch(before, patch, schema) as unknown as KubeObject;
  } catch (error) {
    if (error instanceof PatchError)
      throw new KubectlError(
        (type === 'json' && jsonPatchComplaint(before, patch)) || error.message,
      );
    throw error;
  }
}
