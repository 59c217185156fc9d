/** What a CustomResourceDefinition may say. Mirrors apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go. */
import { isEqual } from '#apimachinery/equality.ts';
import { type FieldError, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1035LabelErrors, dns1123SubdomainErrors } from '#apimachinery/names.ts';
import { each, eachItem, immutable } from '../validation/fields.ts';
import { schemaErrors } from './schema-validation.ts';
import type { CrdNames, CrdVersion, CustomResourceDefinition, PrinterColumn } from './types.ts';

type Errors = readonly FieldError[];

/** `must consist of …` with the words for what may have capitals. */
const mixedCase = (messages: readonly string[]): readonly string[] =>
  messages.map((message) => `may have mixed case, but should otherwise match: ${message}`);

function nameErrors(names: CrdNames, field: string): Errors {
  const { plural = '', singular = '', kind = '', listKind = '', shortNames, categories } = names;
  return [
    ...each(`${field}.plural`, plural, plural ? dns1035LabelErrors(plural) : []),
    ...each(`${field}.singular`, singular, singular ? dns1035LabelErrors(singular) : []),
    ...each(`${field}.kind`, kind, kind ? mixedCase(dns1035LabelErrors(kind.toLowerCase())) : []),
    ...each(
      `${field}.listKind`,
      listKind,
      listKind ? mixedCase(dns1035LabelErrors(listKind.toLowerCase())) : [],
    ),
    ...eachItem(`${field}.shortNames`, shortNames, (name, at) =>
      each(at, name, dns1035LabelErrors(name)),
    ),
    ...(plural ? [] : [required(`${field}.plural`)]),
    ...(singular ? [] : [required(`${field}.singular`)]),
    ...(kind ? [] : [required(`${field}.kind`)]),
    ...(listKind ? [] : [required(`${field}.listKind`)]),
    ...(kind && kind === listKind
      ? [invalid(`${field}.listKind`, listKind, 'kind and listKind may not be the same')]
      : []),
    ...eachItem(`${field}.categories`, categories, (name, at) =>
      each(at, name, dns1035LabelErrors(name)),
    ),
  ];
}

const COLUMN_TYPES = ['integer', 'number', 'string', 'boolean', 'date'];
const COLUMN_FORMATS = [
  'int32',
  'int64',
  'float',
  'double',
  'byte',
  'binary',
  'date',
  'date-time',
  'password',
];
const SIMPLE_PATH = /^\.[^{}]*$/;

function columnErrors({ name, type, format, jsonPath }: PrinterColumn, field: string): Errors {
  return [
    ...(name ? [] : [required(`${field}.name`)]),
    ...(type && COLUMN_TYPES.includes(type)
      ? []
      : type
        ? [invalid(`${field}.type`, type, `must be one of ${COLUMN_TYPES.join(',')}`)]
        : [required(`${field}.type`, `must be one of ${COLUMN_TYPES.join(',')}`)]),
    ...(format && !COLUMN_FORMATS.includes(format)
      ? [invalid(`${field}.format`, format, `must be one of ${COLUMN_FORMATS.join(',')}`)]
      : []),
    ...(jsonPath
      ? SIMPLE_PATH.test(jsonPath)
        ? []
        : [invalid(`${field}.JSONPath`, jsonPath, 'must be a simple json path starting with .')]
      : [required(`${field}.JSONPath`)]),
  ];
}

const pathErrors = (path: string | undefined, root: string, field: string): Errors => {
  if (!path) return [required(field)];
  return path.startsWith(`${root}.`) && !/[[\]{}*?]/.test(path)
    ? []
    : [invalid(field, path, `should be a json path under ${root}`)];
};

function scaleErrors({ subresources }: CrdVersion, field: string): Errors {
  const scale = subresources?.scale;
  if (!scale) return [];
  return [
    ...pathErrors(scale.specReplicasPath, '.spec', `${field}.scale.specReplicasPath`),
    ...pathErrors(scale.statusReplicasPath, '.status', `${field}.scale.statusReplicasPath`),
    ...(scale.labelSelectorPath && !/^\.(spec|status)\./.test(scale.labelSelectorPath)
      ? [
          invalid(
            `${field}.scale.labelSelectorPath`,
            scale.labelSelectorPath,
            'should be a json path under either .status or .spec',
          ),
        ]
      : []),
  ];
}

/** What all versions share stands once, at the top, as the server sees it. */
interface Places {
  readonly schema: string;
  readonly subresources: string;
  readonly columns: string;
}

function placesOf(versions: readonly CrdVersion[], at: number): Places {
  const own = `spec.versions[${at}]`;
  const isShared = (part: (version: CrdVersion) => unknown): boolean =>
    versions.every((version) =>
      isEqual(part(version) ?? null, part(versions[0] as CrdVersion) ?? null),
    );
  return {
    schema: isShared(({ schema }) => schema) ? 'spec.validation' : `${own}.schema`,
    subresources: isShared(({ subresources }) => subresources)
      ? 'spec.subresources'
      : `${own}.subresources`,
    columns: isShared(({ additionalPrinterColumns }) => additionalPrinterColumns)
      ? 'spec.additionalPrinterColumns'
      : `${own}.additionalPrinterColumns`,
  };
}

function versionErrors(versions: readonly CrdVersion[]): FieldError[] {
  const said = new Set<string>();
  const errors: FieldError[] = [];
  versions.forEach((version, at) => {
    const own = `spec.versions[${at}]`;
    const label = dns1035LabelErrors(version.name ?? '');
    errors.push(...each(`${own}.name`, version.name, label));
    if (at === 0) errors.push(...each('spec.version', version.name, label));
    const places = placesOf(versions, at);
    const schema = version.schema?.openAPIV3Schema;
    const found = [
      ...(schema
        ? schemaErrors(schema, `${places.schema}.openAPIV3Schema`)
        : [required(`${own}.schema.openAPIV3Schema`)]),
      ...scaleErrors(version, places.subresources),
      ...eachItem(places.columns, version.additionalPrinterColumns, columnErrors),
    ];
    for (const error of found) {
      const text = `${error.field} ${error.message}`;
      if (!said.has(text)) errors.push(error);
      said.add(text);
    }
  });
  return errors;
}

function storageErrors(crd: CustomResourceDefinition): Errors {
  const versions = crd.spec.versions ?? [];
  const stored = crd.status?.storedVersions ?? [];
  const names = versions.map(({ name }) => name);
  const errors: FieldError[] = [];
  if (new Set(names).size !== names.length) {
    errors.push(invalid('spec.versions', versions, 'must contain unique version names'));
  }
  if (versions.filter(({ storage }) => storage).length !== 1) {
    const why = 'must have exactly one version marked as storage version';
    errors.push(invalid('spec.versions', versions, why));
  }
  const field = 'status.storedVersions';
  if (stored.length === 0) {
    return [...errors, invalid(field, null, 'must have at least one stored version')];
  }
  stored.forEach((name, at) => {
    if (names.includes(name)) return;
    const why = `missing from spec.versions; ${name} was previously a storage version, and must remain in spec.versions until a storage migration ensures no data remains persisted in ${name} and removes ${name} from status.storedVersions`;
    errors.push(invalid(`${field}[${at}]`, name, why));
  });
  return errors;
}

function groupErrors(group: string): Errors {
  if (!group) return [required('spec.group')];
  const errors = each('spec.group', group, dns1123SubdomainErrors(group));
  return group.includes('.')
    ? errors
    : [...errors, invalid('spec.group', group, 'should be a domain with at least one dot')];
}

function scopeErrors(scope: string | undefined): Errors {
  if (!scope) return [required('spec.scope')];
  return scope === 'Cluster' || scope === 'Namespaced'
    ? []
    : [notSupported('spec.scope', scope, ['Cluster', 'Namespaced'])];
}

const CONVERSIONS = ['None', 'Webhook'];

/** Errors of a whole definition. Differs: conversion by webhook is refused, for nothing here could be called. */
export function validateCrd(crd: CustomResourceDefinition): Errors {
  const { group = '', names, scope, versions = [], conversion } = crd.spec ?? {};
  const { name } = crd.metadata;
  const isNamed = name === `${names?.plural ?? ''}.${group}`;
  return [
    ...each('metadata.name', name, dns1123SubdomainErrors(name)),
    ...(isNamed
      ? []
      : [invalid('metadata.name', name, 'must be spec.names.plural+"."+spec.group')]),
    ...groupErrors(group),
    ...scopeErrors(scope),
    ...(versions.length > 0 ? versionErrors(versions) : []),
    ...(names ? nameErrors(names, 'spec.names') : [required('spec.names')]),
    ...(conversion?.strategy === 'None'
      ? []
      : [notSupported('spec.conversion.strategy', conversion?.strategy, CONVERSIONS.slice(0, 1))]),
    ...storageErrors(crd),
  ];
}

const isEstablished = ({ status }: CustomResourceDefinition): boolean =>
  (status.conditions ?? []).some((one) => one.type === 'Established' && one.status === 'True');

/** What may not change: the group always, names and scope once they are served. */
export function validateCrdUpdate(
  next: CustomResourceDefinition,
  old: CustomResourceDefinition,
): Errors {
  if (!isEstablished(old)) return [];
  return [
    ...immutable('spec.group', next.spec.group, old.spec.group),
    ...immutable('spec.scope', next.spec.scope, old.spec.scope),
    ...immutable('spec.names.kind', next.spec.names.kind, old.spec.names.kind),
    ...immutable('spec.names.plural', next.spec.names.plural, old.spec.names.plural),
  ];
}
