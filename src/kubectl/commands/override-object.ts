/** `--overrides`: JSON laid over an object that kubectl makes. Mirrors kubectl pkg/cmd/util/override_options.go. */
import { goJsonError } from '#apimachinery/go-json.ts';
import type { Json, JsonObject, KubeObject } from '#apimachinery/object.ts';
import { asGoStruct } from '../as-go-struct.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { Flag } from '../flags.ts';
import { patchLocally } from '../local-patch.ts';
import { asResource, type KnownResource } from './create/generator.ts';

export const overrideFlags: readonly Flag[] = [
  {
    name: 'overrides',
    type: 'string',
    help: 'JSON (or YAML) to lay over the object that is made. It must have an apiVersion.',
  },
  {
    name: 'override-type',
    type: 'string',
    default: "'merge'",
    help: 'How to lay it over: json, merge or strategic.',
  },
];

const isMap = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object with `--overrides` laid over it. */
export function withOverrides(
  { flags }: CommandContext,
  object: JsonObject,
  resource: KnownResource,
): JsonObject {
  const text = flags.string('overrides');
  if (!text) return object;
  const type = flags.string('override-type') || 'merge';
  if (type !== 'json' && type !== 'merge' && type !== 'strategic')
    throw new KubectlError(`invalid override type: ${type}`);
  const patch = readPatch(text, type);
  const made = object as unknown as KubeObject;
  const patched = patchLocally(made, asResource(resource), type, patch);
  return asGoStruct(checked(patched, resource)) as unknown as JsonObject;
}

/** Refuses a version or kind that kubectl has no struct for. */
function checked(object: KubeObject, { group, version, kind }: KnownResource): KubeObject {
  const known = group ? `${group}/${version}` : version;
  if (object.apiVersion === known && object.kind === kind) return object;
  throw new KubectlError(
    `no kind ${JSON.stringify(object.kind)} is registered for version ${JSON.stringify(object.apiVersion)} in scheme "pkg/scheme/scheme.go:28"`,
  );
}

/** The patch as JSON: only that is read here, unlike in files. */
function readPatch(text: string, type: 'json' | 'merge' | 'strategic'): Json {
  const problem = goJsonError(text);
  const patch = problem === undefined ? (JSON.parse(text) as Json) : undefined;
  if (type === 'json') {
    if (patch === undefined) throw new KubectlError(problem ?? '');
    return checkedOperations(patch);
  }
  if (patch !== undefined && isMap(patch)) return patch;
  if (type === 'strategic') throw new KubectlError('invalid JSON document');
  if (Array.isArray(patch))
    throw new KubectlError(
      `couldn't get version/kind; json parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  throw new KubectlError('Invalid JSON Patch');
}

const goNameOf = (value: Json): string => {
  if (typeof value === 'boolean') return 'bool';
  return isMap(value) ? 'object' : Array.isArray(value) ? 'array' : typeof value;
};

/** A list of operations, as a JSON patch is. */
function checkedOperations(patch: Json): Json {
  const refuse = (value: Json, type: string): KubectlError =>
    new KubectlError(
      `json: cannot unmarshal ${goNameOf(value)} into Go value of type jsonpatch.${type}`,
    );
  if (!Array.isArray(patch)) throw refuse(patch, 'Patch');
  for (const operation of patch as readonly Json[])
    if (!isMap(operation)) throw refuse(operation, 'Operation');
  return patch;
}
