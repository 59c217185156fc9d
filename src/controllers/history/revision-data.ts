/** What a ControllerRevision keeps of a workload: its template, as a patch that brings it back. */
import { fnv32, goJson, safeEncode } from '#apimachinery/hash.ts';
import { memoised } from '#apimachinery/intern.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import type { ControllerRevision } from '#resources/controllerrevision.ts';
import type { PodTemplateSpec } from '#resources/pods/types.ts';

interface Patch {
  readonly spec: { readonly template: PodTemplateSpec & { readonly $patch: 'replace' } };
}

/** Mirrors kubernetes pkg/controller/statefulset/stateful_set_utils.go getPatch, and pkg/controller/daemon/update.go getPatch. */
export const patchOf: (template: PodTemplateSpec) => JsonObject = memoised(
  (template: PodTemplateSpec) => {
    const patch: Patch = { spec: { template: { $patch: 'replace', ...template } } };
    return patch as unknown as JsonObject;
  },
);

const templateIn = memoised((data: JsonObject): PodTemplateSpec => {
  const { $patch: _, ...template } = (data as unknown as Patch).spec.template;
  return template;
});

/** The template a revision brings back. Mirrors stateful_set_utils.go ApplyRevision. */
export const templateOfRevision = ({ data }: ControllerRevision): PodTemplateSpec | undefined =>
  data && templateIn(data);

const textOf = memoised((data: JsonObject): string => goJson(data));

/** Mirrors kubernetes pkg/controller/history/controller_history.go HashControllerRevision. */
export const revisionHash = (data: JsonObject, collisionCount: number): string =>
  safeEncode(String(fnv32(textOf(data) + String(collisionCount))));
