/** Environment variables. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidateEnv and ValidateEnvFrom. */
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type { Container, EnvVar } from '../../pods/types.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';
import { configKeyErrors, envNameErrors } from '../formats.ts';

type Source = NonNullable<EnvVar['valueFrom']>;
type EnvFrom = NonNullable<Container['envFrom']>[number];

/** What of a pod a variable may read. */
const POD_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
/** What the API can name besides. */
const OTHER_FIELDS = [
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
];
const RESOURCES = [
  'limits.cpu',
  'limits.ephemeral-storage',
  'limits.memory',
  'requests.cpu',
  'requests.ephemeral-storage',
  'requests.memory',
];
const SUBSCRIPT = /^(.+)\['(.*)'\]$/;

function validateFieldRef(
  field: string,
  { fieldPath }: NonNullable<Source['fieldRef']>,
): FieldErrors {
  const at = `${field}.fieldPath`;
  if (!fieldPath) return [required(at)];
  const path = SUBSCRIPT.exec(fieldPath)?.[1];
  const convert = 'error converting fieldPath: field label';
  if (path !== undefined) {
    return path === 'metadata.annotations' || path === 'metadata.labels'
      ? none
      : [invalid(at, fieldPath, `${convert} does not support subscript: ${fieldPath}`)];
  }
  if (POD_FIELDS.includes(fieldPath)) return none;
  return OTHER_FIELDS.includes(fieldPath)
    ? [notSupported(at, fieldPath, POD_FIELDS)]
    : [invalid(at, fieldPath, `${convert} not supported: ${fieldPath}`)];
}

const validateResourceRef = (
  field: string,
  { resource }: NonNullable<Source['resourceFieldRef']>,
): FieldErrors => {
  if (!resource) return [required(`${field}.resource`)];
  const isKnown = RESOURCES.includes(resource) || /^(limits|requests)\.hugepages-/.test(resource);
  return isKnown ? none : [notSupported(`${field}.resource`, resource, RESOURCES)];
};

/** A key of a ConfigMap or a Secret. */
const validateKeyRef = (
  field: string,
  { name = '', key }: { readonly name?: string; readonly key: string },
): FieldErrors => [
  ...each(`${field}.name`, name, dns1123SubdomainErrors(name)),
  ...(key ? each(`${field}.key`, key, configKeyErrors(key)) : [required(`${field}.key`)]),
];

const ONE_OF =
  'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`';

function validateSource(field: string, { value, valueFrom }: EnvVar): FieldErrors {
  if (!valueFrom) return none;
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  const errors = [
    ...(fieldRef ? validateFieldRef(`${field}.fieldRef`, fieldRef) : none),
    ...(resourceFieldRef
      ? validateResourceRef(`${field}.resourceFieldRef`, resourceFieldRef)
      : none),
    ...(configMapKeyRef ? validateKeyRef(`${field}.configMapKeyRef`, configMapKeyRef) : none),
    ...(secretKeyRef ? validateKeyRef(`${field}.secretKeyRef`, secretKeyRef) : none),
  ];
  const sources = Object.values(valueFrom).filter((source) => source !== undefined).length;
  if (sources === 0) return [...errors, invalid(field, '', ONE_OF)];
  if (value)
    return [...errors, invalid(field, '', 'may not be specified when `value` is not empty')];
  return sources > 1
    ? [...errors, invalid(field, '', 'may not have more than one field specified at a time')]
    : errors;
}

export const validateEnv = (field: string, variables: readonly EnvVar[] | undefined): FieldErrors =>
  eachItem(field, variables, (variable, at) => [
    ...(variable.name
      ? each(`${at}.name`, variable.name, envNameErrors(variable.name))
      : [required(`${at}.name`)]),
    ...validateSource(`${at}.valueFrom`, variable),
  ]);

const validateRef = (field: string, ref: { readonly name?: string } | undefined): FieldErrors => {
  if (!ref) return none;
  return ref.name
    ? each(`${field}.name`, ref.name, dns1123SubdomainErrors(ref.name))
    : [required(`${field}.name`)];
};

export const validateEnvFrom = (
  field: string,
  sources: readonly EnvFrom[] | undefined,
): FieldErrors =>
  eachItem(field, sources, ({ prefix, configMapRef, secretRef }, at) => {
    const errors = [
      ...(prefix ? each(`${at}.prefix`, prefix, envNameErrors(prefix)) : none),
      ...validateRef(`${at}.configMapRef`, configMapRef),
      ...validateRef(`${at}.secretRef`, secretRef),
    ];
    if (!configMapRef && !secretRef) {
      return [...errors, invalid(field, '', 'must specify one of: `configMapRef` or `secretRef`')];
    }
    return configMapRef && secretRef
      ? [...errors, invalid(field, '', 'may not have more than one field specified at a time')]
      : errors;
  });
