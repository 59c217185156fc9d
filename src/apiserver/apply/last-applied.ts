/** The annotation of client-side apply, as an apply by kubectl on the server's side meets it. Mirrors apimachinery pkg/util/managedfields/internal: lastappliedmanager.go, lastappliedupdater.go. */

import { goJson } from '#apimachinery/hash.ts';
import type { Json, JsonObject, KubeObject } from '#apimachinery/object.ts';
import { compare } from '#apimachinery/patch/apply/compare.ts';
import type { Conflicts } from '#apimachinery/patch/apply/conflict.ts';
import { difference, type FieldSet, isEmpty } from '#apimachinery/patch/apply/field-set.ts';
import { toFieldSet } from '#apimachinery/patch/apply/to-field-set.ts';
import { typeRefusal } from '#apimachinery/patch/apply/validate.ts';
import { isJsonObject } from '#apimachinery/patch/merge.ts';
import { countable } from './endpoint.ts';
import type { Application } from './field-manager.ts';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';
const ANNOTATIONS_LIMIT = 256 * 1024;

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The fields kubectl set when it last applied, and that nobody changed since. */
function untouched({ endpoint }: Application, live: KubeObject): FieldSet | undefined {
  const last = parsed(live.metadata.annotations?.[ANNOTATION] ?? '');
  const { type } = endpoint.typing;
  if (!last || last['apiVersion'] !== endpoint.apiVersion) return undefined;
  if (typeRefusal(last, type) !== undefined) return undefined;
  const { modified, added, removed } = compare(last, countable(endpoint, live), type);
  return difference(difference(difference(toFieldSet(last, type), modified), added), removed);
}

/** The conflicts that remain when those with kubectl's own earlier self are left out; undefined when there is no such self. */
export function allowedByLastApplied(
  application: Application,
  live: KubeObject,
  conflicts: Conflicts,
): Conflicts | undefined {
  const allowed = untouched(application, live);
  if (!allowed) return undefined;
  const left = new Map<string, FieldSet>();
  for (const [manager, set] of conflicts) {
    const rest = difference(set, allowed);
    if (!isEmpty(rest)) left.set(manager, rest);
  }
  return left;
}

const annotationsOf = (object: unknown): JsonObject => {
  const metadata = isJsonObject(object) ? object['metadata'] : undefined;
  const annotations = isJsonObject(metadata) ? metadata['annotations'] : undefined;
  return isJsonObject(annotations) ? annotations : {};
};

const sizeOf = (annotations: JsonObject): number =>
  Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + key.length + `${value}`.length,
    0,
  );

const withAnnotations = (object: JsonObject, annotations: JsonObject): JsonObject => ({
  ...object,
  metadata: { ...(object['metadata'] as JsonObject), annotations },
});

/** The configuration as the annotation keeps it: without the annotation itself, keys sorted, one line. */
function lastAppliedText(config: JsonObject): string {
  const { [ANNOTATION]: _own, ...annotations } = annotationsOf(config);
  const hasAny = Object.hasOwn((config['metadata'] ?? {}) as JsonObject, 'annotations');
  return `${goJson(hasAny ? withAnnotations(config, annotations) : config)}\n`;
}

/** Keeps the annotation of an object that has one in step, so that client-side apply goes on working. */
export function withLastApplied(
  object: JsonObject | undefined,
  live: KubeObject | undefined,
  config: JsonObject,
): JsonObject | undefined {
  const annotations = annotationsOf(object ?? live);
  if (!annotations[ANNOTATION]) return object;
  const text = lastAppliedText(config);
  if (annotations[ANNOTATION] === text) return object;
  const next: Record<string, Json> = { ...annotations, [ANNOTATION]: text };
  if (sizeOf(next) > ANNOTATIONS_LIMIT) delete next[ANNOTATION];
  return withAnnotations((object ?? live) as unknown as JsonObject, next);
}
