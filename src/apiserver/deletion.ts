/** What a DELETE asks for and answers. Mirrors apiserver pkg/endpoints/handlers/delete.go. */
import type { DeleteOptions, PropagationPolicy } from '#apimachinery/api.ts';
import { type FieldError, invalid, notSupported } from '#apimachinery/field-error.ts';
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { badRequestError, invalidError } from '#apimachinery/status.ts';
import { checkDepth, isRecord, notRegistered } from './body.ts';
import type { ServerContext } from './context.ts';
import { wholeNumberOf } from './list-options.ts';
import { presentObject } from './present.ts';
import type { ResourceRequest } from './request.ts';
import type { Deletion } from './verbs/delete.ts';

const POLICIES: readonly string[] = ['Orphan', 'Background', 'Foreground'];

function wholeNumber(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw badRequestError(
    `json: cannot unmarshal ${typeof value} into Go struct field DeleteOptions.gracePeriodSeconds of type int64`,
  );
}

function policyOf(value: Json | undefined): PropagationPolicy | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && POLICIES.includes(value)) return value as PropagationPolicy;
  const error: FieldError = notSupported('propagationPolicy', value, [
    'Foreground',
    'Background',
    'Orphan',
    'nil',
  ]);
  throw invalidError({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [error]);
}

const textIn = (record: JsonObject, key: string): Record<string, string> => {
  const value = record[key];
  return typeof value === 'string' ? { [key]: value } : {};
};

/** A body may name its kind: DeleteOptions, of whatever group is asked. */
function checkOptionsKind({ kind, apiVersion }: JsonObject): void {
  if (!kind || kind === 'DeleteOptions') return;
  throw badRequestError(notRegistered(String(kind), String(apiVersion ?? '')));
}

/** `orphanDependents` is the older word for a policy: one of the two. */
function checkOneCascade(orphan: unknown, policy: Json | undefined): void {
  if (typeof orphan !== 'boolean' || policy === undefined || policy === null) return;
  const why = 'orphanDependents and deletionPropagation cannot be both set';
  throw invalidError({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', [
    invalid('propagationPolicy', policy, why),
  ]);
}

/** DeleteOptions from a body, or from the query where there is none. */
export function deleteOptionsOf({ request, query, options }: ResourceRequest): DeleteOptions {
  const { body } = request;
  if (body !== undefined && body !== null && !isRecord(body)) {
    throw badRequestError('decoded object cannot be converted to DeleteOptions');
  }
  checkDepth(body);
  const sent = (body ?? {}) as JsonObject;
  checkOptionsKind(sent);
  const inQuery = query.get('gracePeriodSeconds')
    ? wholeNumberOf(query, 'gracePeriodSeconds')
    : undefined;
  const preconditions = isRecord(sent['preconditions']) ? sent['preconditions'] : undefined;
  checkOneCascade(sent['orphanDependents'], sent['propagationPolicy']);
  const orphan = sent['orphanDependents'] === true ? 'Orphan' : undefined;
  return {
    gracePeriodSeconds: wholeNumber(sent['gracePeriodSeconds'] ?? inQuery),
    propagationPolicy:
      policyOf(sent['propagationPolicy'] ?? query.get('propagationPolicy') ?? undefined) ?? orphan,
    dryRun: options.dryRun,
    ...(preconditions
      ? {
          preconditions: {
            ...textIn(preconditions, 'uid'),
            ...textIn(preconditions, 'resourceVersion'),
          },
        }
      : {}),
  };
}

/** The object while it lingers, or for kinds that give it back; else a Status that names it. */
export function deletedBody(
  server: ServerContext,
  { kind, presentation }: ResourceRequest,
  { object, isGone }: Deletion,
): unknown {
  if (!isGone || kind.returnsDeleted) return presentObject(server, kind, object, presentation);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: {
      name: object.metadata.name,
      ...(kind.group ? { group: kind.group } : {}),
      kind: kind.plural,
      uid: object.metadata.uid,
    },
  };
}
