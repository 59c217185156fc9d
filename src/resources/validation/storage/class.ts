/** Storage classes. Mirrors kubernetes pkg/apis/storage/validation/validation.go ValidateStorageClass. */
import { isEqual } from '#apimachinery/equality.ts';
import {
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
  tooLong,
} from '#apimachinery/field-error.ts';
import { qualifiedNameErrors } from '#apimachinery/names.ts';
import type { StringMap } from '#apimachinery/object.ts';
import type { StorageClass, TopologySelectorTerm } from '../../storage/types.ts';
import { each, eachItem, type FieldErrors, immutable, none } from '../fields.ts';
import { validateLabelName } from '../labels.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from '../metadata.ts';

const MOST_PARAMETERS = 512;
const PARAMETERS_SIZE = 256 * 1024;
const POLICIES = ['Delete', 'Retain'];
const BINDING_MODES = ['Immediate', 'WaitForFirstConsumer'];

/** At most 512 entries of 256 KiB in all. */
export function validateParameters(
  field: string,
  parameters: StringMap = {},
  mayBeEmpty = true,
): FieldErrors {
  const entries = Object.entries(parameters);
  if (entries.length > MOST_PARAMETERS) return [tooLong(field, MOST_PARAMETERS)];
  const size = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return [
    ...entries
      .filter(([key]) => key === '')
      .map(([key]) => invalid(field, key, 'field can not be empty.')),
    ...(size > PARAMETERS_SIZE ? [tooLong(field, PARAMETERS_SIZE)] : none),
    ...(!mayBeEmpty && entries.length === 0
      ? [required(field, 'must contain at least one key/value pair')]
      : none),
  ];
}

function validateTerm({ matchLabelExpressions }: TopologySelectorTerm, at: string): FieldErrors {
  const keys = new Set<string>();
  return eachItem(`${at}.matchLabelExpressions`, matchLabelExpressions, ({ key, values }, here) => {
    const isTaken = keys.has(key);
    keys.add(key);
    const seen = new Set<string>();
    return [
      ...(values?.length ? none : [required(`${here}.values`)]),
      ...eachItem(`${here}.values`, values, (value, field) => {
        const isTwice = seen.has(value);
        seen.add(value);
        return isTwice ? [duplicate(field, value)] : none;
      }),
      ...validateLabelName(`${here}.key`, key),
      ...(isTaken ? [duplicate(`${here}.key`, key)] : none),
    ];
  });
}

const validateTopologies = (terms: readonly TopologySelectorTerm[] | undefined): FieldErrors =>
  eachItem('allowedTopologies', terms, (term, at, index) => [
    ...validateTerm(term, at),
    ...(terms ?? [])
      .slice(0, index)
      .filter((other) => isEqual(other, term))
      .map(() => duplicate(`${at}.matchLabelExpressions`, '')),
  ]);

function validateProvisioner(provisioner: string | undefined): FieldErrors {
  if (!provisioner) return [required('provisioner')];
  const name = provisioner.toLowerCase();
  return each('provisioner', name, qualifiedNameErrors(name));
}

export const validateStorageClass = (storageClass: StorageClass): FieldErrors => {
  const { metadata, provisioner, parameters, reclaimPolicy = '', volumeBindingMode } = storageClass;
  const isMode = volumeBindingMode !== undefined && BINDING_MODES.includes(volumeBindingMode);
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...validateProvisioner(provisioner),
    ...validateParameters('parameters', parameters),
    ...(reclaimPolicy === '' || POLICIES.includes(reclaimPolicy)
      ? none
      : [notSupported('reclaimPolicy', reclaimPolicy, POLICIES)]),
    ...(isMode ? none : [notSupported('volumeBindingMode', volumeBindingMode, BINDING_MODES)]),
    ...validateTopologies(storageClass.allowedTopologies),
  ];
};

const fixed = (field: string, next: unknown, old: unknown): FieldErrors =>
  isEqual(next, old) ? none : [forbidden(field, `updates to ${field} are forbidden.`)];

export const validateStorageClassUpdate = (next: StorageClass, old: StorageClass): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...fixed('parameters', next.parameters ?? {}, old.parameters ?? {}),
  ...fixed('provisioner', next.provisioner, old.provisioner),
  ...fixed('reclaimPolicy', next.reclaimPolicy, old.reclaimPolicy),
  ...immutable('volumeBindingMode', next.volumeBindingMode, old.volumeBindingMode),
];
