/** Errors of types as a strategic merge patch meets them: it converts maps, where others decode JSON. Mirrors apimachinery pkg/runtime/converter.go. */
import { definition } from '#apimachinery/schema.ts';

/** What encoding/json calls it ⇒ what reflect calls it. */
const KINDS: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'int64',
  bool: 'bool',
  array: 'slice',
  object: 'map',
};
const PACKAGES = [
  'io.k8s.api.core.v1',
  'io.k8s.api.apps.v1',
  'io.k8s.apimachinery.pkg.apis.meta.v1',
];

const isStruct = (type: string): boolean => {
  const name = type.replace(/^v1\./, '');
  return type !== name && PACKAGES.some((one) => definition(`${one}.${name}`) !== undefined);
};

/** `json: cannot unmarshal string into … of type int32` ⇒ `unrecognized type: int32` */
export function conversionError(jsonError: string): string {
  if (jsonError.startsWith('illegal base64')) return `error decoding from json: ${jsonError}`;
  const found = /^json: cannot unmarshal (\w+)(?: [-\d.e+]+)? into .* of type (\S+)$/.exec(
    jsonError,
  );
  if (!found) return jsonError;
  const [whole, word = '', type = ''] = found;
  const isFraction = / unmarshal number [-\d.e+]+ into/.test(whole);
  const from = isFraction ? 'float64' : (KINDS[word] ?? word);
  if (type.startsWith('[]')) return `cannot restore slice from ${from}`;
  if (type.startsWith('map[') || type === 'v1.ResourceList')
    return `cannot restore map from ${from}`;
  if (isStruct(type)) return `cannot restore struct from: ${from}`;
  if (from === 'int64' && (type === 'string' || type.startsWith('v1.'))) {
    return `cannot convert int64 to ${type}`;
  }
  if (isFraction) return `cannot convert float64 to ${type}`;
  return `unrecognized type: ${type.startsWith('v1.') ? 'string' : type}`;
}
