/** ConfigMaps and Secrets. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateConfigMap and ValidateSecret. */
import { isEqual } from '#apimachinery/equality.ts';
import { forbidden, invalid, required, tooLong } from '#apimachinery/field-error.ts';
import type { StringMap } from '#apimachinery/object.ts';
import { base64Size } from '../base64.ts';
import type { ConfigMap } from '../types/configmap.ts';
import type { Secret } from '../types/secret.ts';
import { each, eachEntry, type FieldErrors, immutable, none } from './fields.ts';
import { configKeyErrors } from './formats.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';

const LIMIT = 1024 * 1024;
const LOCKED = 'field is immutable when `immutable` is set';

const validateKeys = (field: string, data: StringMap | undefined): FieldErrors =>
  eachEntry(field, data, (key, _, at) => each(at, key, configKeyErrors(key)));

const sizeOf = (data: StringMap | undefined, size: (text: string) => number): number =>
  Object.values(data ?? {}).reduce((sum, text) => sum + size(text), 0);

const utf8Size = (text: string): number => new TextEncoder().encode(text).length;

export function validateConfigMap({ metadata, data, binaryData }: ConfigMap): FieldErrors {
  const twice = eachEntry('data', data, (key, _, at) =>
    binaryData?.[key] === undefined
      ? none
      : [invalid(at, key, 'duplicate of key present in binaryData')],
  );
  const size = sizeOf(data, utf8Size) + sizeOf(binaryData, base64Size);
  return [
    ...validateMetadata(metadata, true, subdomainName),
    ...validateKeys('data', data),
    ...twice,
    ...validateKeys('binaryData', binaryData),
    ...(size > LIMIT ? [tooLong('[]', LIMIT)] : none),
  ];
}

/** What was said to be immutable stays so. */
function validateLock<T extends ConfigMap | Secret>(
  next: T,
  old: T,
  parts: readonly (keyof T & string)[],
): FieldErrors {
  if (!old.immutable) return none;
  return [
    ...(next.immutable ? none : [forbidden('immutable', LOCKED)]),
    ...parts.flatMap((part) =>
      isEqual(next[part] ?? {}, old[part] ?? {}) ? none : [forbidden(part, LOCKED)],
    ),
  ];
}

export const validateConfigMapUpdate = (next: ConfigMap, old: ConfigMap): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...validateLock(next, old, ['data', 'binaryData']),
  ...validateConfigMap(next),
];

const ACCOUNT = 'kubernetes.io/service-account.name';
/** Keys that a type cannot do without. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

function validateType({ type = '', data = {}, metadata }: Secret): FieldErrors {
  const missing = (keys: readonly string[]): FieldErrors =>
    keys.filter((key) => data[key] === undefined).map((key) => required(`data[${key}]`));
  if (type === 'kubernetes.io/service-account-token') {
    const isNamed = Boolean(metadata.annotations?.[ACCOUNT]);
    return isNamed ? none : [required(`metadata.annotations[${ACCOUNT}]`)];
  }
  if (type === 'kubernetes.io/basic-auth') {
    const errors = missing(['username', 'password']);
    return errors.length === 2 ? errors : none;
  }
  return missing(NEEDED[type] ?? []);
}

export const validateSecret = (secret: Secret): FieldErrors => [
  ...validateMetadata(secret.metadata, true, subdomainName),
  ...validateKeys('data', secret.data),
  ...(sizeOf(secret.data, base64Size) > LIMIT ? [tooLong('data', LIMIT)] : none),
  ...validateType(secret),
];

export const validateSecretUpdate = (next: Secret, old: Secret): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...immutable('type', next.type, old.type),
  ...validateLock(next, old, ['data']),
  ...validateSecret(next),
];
