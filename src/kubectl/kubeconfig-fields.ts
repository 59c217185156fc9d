/** The fields of a kubeconfig: their types, their order, and reading a document by them. Mirrors client-go tools/clientcmd/api/v1/types.go. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { KubectlError } from './errors.ts';

/** What a field holds. `bytes` are base64 text, as in the file. */
export type FieldType = 'string' | 'bool' | 'bytes' | 'strings' | 'stringMap' | 'lists' | 'any';

export interface ConfigField {
  readonly name: string;
  readonly type: FieldType | readonly ConfigField[];
  /** Printed although it is empty. */
  readonly always?: boolean;
  /** A list of `type`, rather than one. */
  readonly many?: boolean;
}

const field = (name: string, type: ConfigField['type'] = 'string'): ConfigField => ({ name, type });
const always = (name: string, type: ConfigField['type'] = 'string'): ConfigField => ({
  name,
  type,
  always: true,
});

export const clusterFields: readonly ConfigField[] = [
  always('server'),
  field('tls-server-name'),
  field('insecure-skip-tls-verify', 'bool'),
  field('certificate-authority'),
  field('certificate-authority-data', 'bytes'),
  field('proxy-url'),
  field('disable-compression', 'bool'),
  field('extensions', 'any'),
];

const execFields: readonly ConfigField[] = [
  always('command'),
  always('args', 'strings'),
  { name: 'env', type: [always('name'), always('value')], always: true, many: true },
  field('apiVersion'),
  field('installHint'),
  always('provideClusterInfo', 'bool'),
  field('interactiveMode'),
];

export const userFields: readonly ConfigField[] = [
  field('client-certificate'),
  field('client-certificate-data', 'bytes'),
  field('client-key'),
  field('client-key-data', 'bytes'),
  field('token'),
  field('tokenFile'),
  field('as'),
  field('as-uid'),
  field('as-groups', 'strings'),
  field('as-user-extra', 'lists'),
  field('username'),
  field('password'),
  field('auth-provider', [always('name'), always('config', 'stringMap')]),
  field('exec', execFields),
  field('extensions', 'any'),
];

export const contextFields: readonly ConfigField[] = [
  always('cluster'),
  always('user'),
  field('namespace'),
  field('extensions', 'any'),
];

export const preferenceFields: readonly ConfigField[] = [
  field('colors', 'bool'),
  field('extensions', 'any'),
];

const goTypes: Readonly<Record<string, string>> = { string: 'string', bool: 'bool' };

const jsonType = (value: Json): string =>
  value === null || typeof value !== 'object'
    ? typeof value === 'boolean'
      ? 'bool'
      : typeof value
    : Array.isArray(value)
      ? 'array'
      : 'object';

/** Go's refusal of a value of another type than the field's. */
const mismatch = (value: Json, path: string, type: string): KubectlError =>
  new KubectlError(
    `json: cannot unmarshal ${jsonType(value)} into Go struct field ${path} of type ${type}`,
  );

const zero = ({ type, many }: ConfigField): Json => {
  if (many || type === 'strings' || type === 'stringMap' || type === 'lists') return null;
  if (type === 'bool') return false;
  return typeof type === 'string' ? '' : null;
};

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0);

function readValue(one: ConfigField, value: Json, path: string): Json {
  if (value === null) return zero(one);
  const { type, many } = one;
  if (typeof type !== 'string') {
    if (many)
      return Array.isArray(value) ? value.map((item: Json) => readFields(type, item, path)) : null;
    return readFields(type, value, path);
  }
  const expected = goTypes[type];
  if (expected && jsonType(value) !== expected) throw mismatch(value, path, expected);
  return value;
}

/** A struct of the document, in the order of Go's fields; what it has beyond them is left out. */
export function readFields(fields: readonly ConfigField[], from: Json, path: string): JsonObject {
  if (typeof from !== 'object' || from === null || Array.isArray(from)) return shaped(fields, {});
  const read = fields.map((one) => {
    const given = (from as JsonObject)[one.name];
    return [
      one.name,
      given === undefined ? zero(one) : readValue(one, given, `${path}.${one.name}`),
    ];
  });
  return shaped(fields, Object.fromEntries(read) as JsonObject);
}

/** The struct with its fields in order, and without the empty ones that Go leaves out. */
export function shaped(fields: readonly ConfigField[], value: JsonObject): JsonObject {
  return Object.fromEntries(
    fields.flatMap((one) => {
      const found = value[one.name];
      if (one.always) return [[one.name, found ?? zero(one)]];
      return isEmpty(found) ? [] : [[one.name, found]];
    }),
  ) as JsonObject;
}
