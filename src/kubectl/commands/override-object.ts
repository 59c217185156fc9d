/** `--overrides`: JSON laid over an object that kubectl makes. Mirrors kubectl pkg/cmd/util/override_options.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError, notSimulatedError } from '../errors.ts';
import type { Flag } from '../flags.ts';
import { parseYaml } from '../manifest.ts';

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

/** RFC 7386: null takes a key away, maps are merged, everything else is replaced. */
function merge(target: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    const current = merged[key];
    if (value === null) delete merged[key];
    else if (isMap(value)) merged[key] = merge(isMap(current) ? current : {}, value);
    else merged[key] = value;
  }
  return merged;
}

/** The object with `--overrides` laid over it. */
export function withOverrides({ flags }: CommandContext, object: JsonObject): JsonObject {
  const text = flags.string('overrides');
  if (!text) return object;
  const type = flags.string('override-type');
  if (!['json', 'merge', 'strategic'].includes(type))
    throw new KubectlError(`invalid override type: ${type}`);
  if (type !== 'merge') throw notSimulatedError(`overrides of type ${type} (--override-type)`);
  const patch = parseYaml(text);
  if (!isMap(patch))
    throw new KubectlError(
      "couldn't get version/kind; json parse error: the override is no object",
    );
  return merge(object, patch);
}
