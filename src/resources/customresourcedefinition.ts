/** CustomResourceDefinition: its names, defaults, validation and columns. */
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import { printTime } from '#apimachinery/time.ts';
import { nameColumn } from './columns.ts';
import type { CrdCondition, CustomResourceDefinition } from './customresourcedefinitions/types.ts';
import { validateCrd, validateCrdUpdate } from './customresourcedefinitions/validation.ts';
import { allVerbs } from './verbs.ts';

export type * from './customresourcedefinitions/types.ts';

/** Mirrors apiextensions-apiserver pkg/apis/apiextensions/v1/defaults.go. */
function withDefaults(crd: CustomResourceDefinition): CustomResourceDefinition {
  const { names, conversion } = crd.spec ?? {};
  if (!names) return crd;
  const hasAll = names.singular && names.listKind && conversion?.strategy;
  if (hasAll) return crd;
  return {
    ...crd,
    spec: {
      ...crd.spec,
      conversion: conversion?.strategy ? conversion : { ...conversion, strategy: 'None' },
      names: {
        ...names,
        singular: names.singular || (names.kind ?? '').toLowerCase(),
        listKind: names.listKind || (names.kind ? `${names.kind}List` : ''),
      },
    },
  };
}

/** A new definition has stored nothing but its storage version, and no name is accepted yet. */
function withFreshStatus(crd: CustomResourceDefinition): CustomResourceDefinition {
  const stored = (crd.spec?.versions ?? []).filter(({ storage }) => storage);
  const storedVersions = stored.map(({ name }) => name);
  return {
    ...crd,
    status: { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions },
  };
}

/** A version that becomes the storage version is one of those stored from now on. */
function withStoredVersion(
  next: CustomResourceDefinition,
  old: CustomResourceDefinition,
): CustomResourceDefinition {
  const stored = old.status.storedVersions ?? [];
  const now = (next.spec?.versions ?? []).find(({ storage }) => storage)?.name;
  if (now === undefined || stored.includes(now)) return next;
  return { ...next, status: { ...next.status, storedVersions: [...stored, now] } };
}

/** Deletes the instances before the definition goes. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

/** Mirrors apiextensions-apiserver pkg/registry/customresourcedefinition/etcd.go Delete. */
function withCleanup(
  crd: CustomResourceDefinition,
  { nowMs }: KindContext,
): CustomResourceDefinition {
  if (crd.metadata.deletionTimestamp) return crd;
  const finalizers = new Set([...(crd.metadata.finalizers ?? []), cleanupFinalizer]);
  const terminating: CrdCondition = {
    type: 'Terminating',
    status: 'True',
    reason: 'InstanceDeletionPending',
    message:
      'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
    lastTransitionTime: printTime(nowMs),
  };
  return {
    ...crd,
    metadata: { ...crd.metadata, finalizers: [...finalizers] },
    status: { ...crd.status, conditions: withCondition(crd.status.conditions, terminating) },
  };
}

/** The conditions with one set: in its place, or at the end. Mirrors SetCRDCondition. */
export function withCondition(
  conditions: readonly CrdCondition[] | null | undefined,
  next: CrdCondition,
): readonly CrdCondition[] {
  const all = conditions ?? [];
  const at = all.findIndex(({ type }) => type === next.type);
  const old = all[at];
  if (!old) return [...all, next];
  const lastTransitionTime = old.status === next.status ? old.lastTransitionTime : undefined;
  return all.with(at, { ...next, ...(lastTransitionTime ? { lastTransitionTime } : {}) });
}

export const customResourceDefinitionKind: Kind<CustomResourceDefinition> = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  singular: 'customresourcedefinition',
  shortNames: ['crd', 'crds'],
  categories: ['api-extensions'],
  namespaced: false,
  verbs: allVerbs,
  schema: 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition',
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Created At',
      type: 'date',
      description: 'When the object was created.',
      cell: ({ metadata }) => metadata.creationTimestamp,
    },
  ],
  defaults: withDefaults,
  prepareCreate: withFreshStatus,
  prepareUpdate: withStoredVersion,
  prepareDelete: withCleanup,
  validate: validateCrd,
  validateUpdate: validateCrdUpdate,
};
