/** From client-side to server-side apply: who owned fields by one owns them by the other. Mirrors client-go util/csaupgrade/upgrade.go and kubectl pkg/cmd/apply/apply.go migrateToSSAIfNecessary. */
import { isEqual } from '#apimachinery/equality.ts';
import type { KubeObject, ManagedFieldsEntry } from '#apimachinery/object.ts';
import { has, union } from '#apimachinery/patch/apply/field-set.ts';
import { fromFieldsV1, toFieldsV1 } from '#apimachinery/patch/apply/fields-v1.ts';
import { fieldElement } from '#apimachinery/patch/apply/path-element.ts';
import { StatusError } from '#apimachinery/status.ts';
import { groupVersionOf } from '../../discovery.ts';
import { lastAppliedAnnotation, lastAppliedOf } from '../../last-applied.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import type { ApplyRun } from './object.ts';

type Entries = readonly ManagedFieldsEntry[];

export interface Migration {
  readonly run: ApplyRun;
  readonly info: FetchedInfo;
  /** The manager of the server-side apply. */
  readonly manager: string;
}

/** Keeps the annotation when server-side apply no longer says it. */
const ANNOTATION_MANAGER = 'kubectl-last-applied';
const MAX_RETRIES = 5;
const ANNOTATION_PATH = ['metadata', 'annotations', lastAppliedAnnotation].map(fieldElement);

/** The entries of an operation that own the annotation. */
const annotationOwners = (entries: Entries | undefined, operation: string): Entries =>
  (entries ?? []).filter(
    (entry) => entry.operation === operation && has(fromFieldsV1(entry.fieldsV1), ANNOTATION_PATH),
  );

/** Gives the annotation an owner of its own, for it to outlive the next server-side apply; only for kubectl's usual manager. */
export async function saveLastApplied(
  { run, info, manager }: Migration,
  object: KubeObject,
): Promise<KubeObject> {
  const text = lastAppliedOf(object);
  if (manager !== 'kubectl' || text === undefined) return object;
  if (annotationOwners(object.metadata.managedFields, 'Apply').length > 0) return object;
  const { resource, namespace, name } = info;
  const annotations = { [lastAppliedAnnotation]: text };
  const only = {
    apiVersion: groupVersionOf(resource),
    kind: resource.kind,
    metadata: { annotations, name, ...(resource.namespaced ? { namespace } : {}) },
  };
  return run.context.api.patch(resource, namespace, name, 'apply', only, {
    dryRun: run.dryRun === 'server',
    fieldManager: ANNOTATION_MANAGER,
    fieldValidation: run.fieldValidation,
  });
}

const isOf = (manager: string, operation: string) => (entry: ManagedFieldsEntry) =>
  entry.manager === manager && entry.operation === operation && !entry.subresource;

/** The entry with what another owns too. */
function joined(
  entry: ManagedFieldsEntry,
  other: ManagedFieldsEntry | undefined,
): ManagedFieldsEntry {
  const set = fromFieldsV1(entry.fieldsV1);
  const both = other ? union(set, fromFieldsV1(other.fieldsV1)) : set;
  return { ...entry, fieldsV1: toFieldsV1(both) };
}

/** managedFields in which `applier` applies what `updater` wrote from the client's side. */
export function upgradedEntries(entries: Entries, updater: string, applier: string): Entries {
  const next = [...entries];
  let at = next.findIndex(isOf(applier, 'Apply'));
  if (at < 0) {
    at = next.findIndex(isOf(updater, 'Update'));
    const former = next[at];
    if (!former) return entries;
    next[at] = { ...former, operation: 'Apply', manager: applier };
  }
  const target = next[at];
  if (!target) return entries;
  const other = next.find(
    (entry) => isOf(updater, 'Update')(entry) && entry.apiVersion === target.apiVersion,
  );
  next[at] = joined(target, other);
  return next.filter((entry) => !isOf(updater, 'Update')(entry));
}

/** Moves the fields of client-side apply to `manager`; gives the same object when there are none. */
export async function migrateOwners(
  { run, info, manager }: Migration,
  first: KubeObject,
): Promise<KubeObject> {
  const { resource, namespace, name } = info;
  const { api } = run.context;
  const updaters = annotationOwners(first.metadata.managedFields, 'Update').map(
    (entry) => entry.manager ?? '',
  );
  let object = first;
  for (let attempt = 1; ; attempt += 1) {
    const entries = object.metadata.managedFields ?? [];
    const next = updaters.reduce<Entries>(
      (before, updater) => upgradedEntries(before, updater, manager),
      entries,
    );
    if (isEqual(entries, next)) return object;
    const patch = [
      { op: 'replace', path: '/metadata/managedFields', value: next },
      { op: 'replace', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
    ];
    try {
      return await api.patch(resource, namespace, name, 'json', patch, {
        dryRun: run.dryRun === 'server',
        fieldManager: manager,
        fieldValidation: run.fieldValidation,
      });
    } catch (error) {
      const isConflict = error instanceof StatusError && error.reason === 'Conflict';
      if (!isConflict || attempt >= MAX_RETRIES) throw error;
      object = await api.get(resource, namespace, name);
    }
  }
}
