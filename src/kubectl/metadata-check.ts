/** What kubectl refuses in a manifest's `metadata` before the server sees it. Mirrors cli-runtime pkg/resource/metadata_decoder.go. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { valueWord } from '#apimachinery/schema-go-words.ts';

/** Go's types of the fields of an ObjectMeta. */
const types: Readonly<Record<string, string>> = {
  annotations: 'map[string]string',
  creationTimestamp: 'string',
  deletionGracePeriodSeconds: 'int64',
  deletionTimestamp: 'string',
  finalizers: '[]string',
  generateName: 'string',
  generation: 'int64',
  labels: 'map[string]string',
  name: 'string',
  namespace: 'string',
  resourceVersion: 'string',
  selfLink: 'string',
  uid: 'types.UID',
};

const fits = (value: Json, type: string): boolean => {
  if (type === 'int64') return typeof value === 'number';
  if (type.startsWith('map')) return valueWord(value) === 'object';
  return type.startsWith('[]') ? Array.isArray(value) : typeof value === 'string';
};

/** What a map or a list holds must be texts. */
const partsOf = (value: Json, type: string): readonly Json[] => {
  if (type.startsWith('map')) return Object.values(value as JsonObject);
  return type.startsWith('[]') ? (value as readonly Json[]) : [];
};

function mistakeIn(value: Json, type: string): readonly [word: string, type: string] | undefined {
  if (value === null) return undefined;
  if (!fits(value, type)) return [valueWord(value), type];
  const part = partsOf(value, type).find((one) => one !== null && typeof one !== 'string');
  return part === undefined ? undefined : [valueWord(part), 'string'];
}

/** `json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string`; undefined when all is well. */
export function metadataMistake({ metadata = null }: JsonObject): string | undefined {
  if (metadata === null) return undefined;
  if (valueWord(metadata) !== 'object')
    return `json: cannot unmarshal ${valueWord(metadata)} into Go struct field metadataOnlyObject.metadata of type v1.ObjectMeta`;
  const given = metadata as JsonObject;
  for (const name of Object.keys(given).sort()) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    const mistake = type && mistakeIn(given[name] ?? null, type);
    if (mistake)
      return `json: cannot unmarshal ${mistake[0]} into Go struct field ObjectMeta.metadata.${name} of type ${mistake[1]}`;
  }
  return undefined;
}
