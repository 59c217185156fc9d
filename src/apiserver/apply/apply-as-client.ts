/** An apply with the words of the API around it: checks, conflicts, and kubectl's own annotation. Mirrors apimachinery pkg/util/managedfields/internal: versioncheck.go, structuredmerge.go, conflict.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import { ApplyConflict, type Conflicts } from '#apimachinery/patch/apply/conflict.ts';
import { pathsOf } from '#apimachinery/patch/apply/field-set.ts';
import { printPath } from '#apimachinery/patch/apply/path-element.ts';
import { typeRefusal } from '#apimachinery/patch/apply/validate.ts';
import { isJsonObject } from '#apimachinery/patch/merge.ts';
import { badRequestError, StatusError } from '#apimachinery/status.ts';
import type { Endpoint } from './endpoint.ts';
import { type Application, afterApply, type Outcome } from './field-manager.ts';
import { allowedByLastApplied, withLastApplied } from './last-applied.ts';
import { identityOf, type Managed } from './managed.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** "apps/v1" and "Deployment" ⇒ `apps/v1, Kind=Deployment`; the core group prints as nothing. */
function printType(apiVersion: string, kind: string): string {
  return `${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}`;
}

function checkConfig(endpoint: Endpoint, config: JsonObject): void {
  const { apiVersion, kind, metadata } = config as Readonly<Record<string, unknown>>;
  const shown = printType(textOf(apiVersion), textOf(kind));
  if (apiVersion !== endpoint.apiVersion || kind !== endpoint.kind) {
    throw badRequestError(`invalid object type: ${shown}`);
  }
  const meta = isJsonObject(metadata) ? metadata : {};
  if (Array.isArray(meta['managedFields'])) {
    throw badRequestError('metadata.managedFields must be nil');
  }
  const refusal = typeRefusal(config, endpoint.typing.type);
  if (refusal === undefined) return;
  const place = `${textOf(meta['namespace'])}/${textOf(meta['name'])}`;
  throw new StatusError(
    500,
    '',
    `failed to create typed patch object (${place}; ${shown}): ${refusal}`,
  );
}

/** `"kubectl" with subresource "scale" using apps/v1` */
function printManager(identifier: string): string {
  const { manager = '', operation, apiVersion, subresource } = identityOf(identifier);
  const where = subresource ? ` with subresource ${JSON.stringify(subresource)}` : '';
  const how = operation === 'Update' ? ` using ${apiVersion}` : '';
  return `${JSON.stringify(manager)}${where}${how}`;
}

/** 409 that names each field and its owner. */
function conflictStatus(conflicts: Conflicts): StatusError {
  const sorted = [...conflicts].sort(([a], [b]) => (a < b ? -1 : 1));
  const causes = sorted.flatMap(([manager, set]) =>
    pathsOf(set).map((path) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${printManager(manager)}`,
      field: printPath(path),
    })),
  );
  const [only] = causes;
  const lines = sorted.flatMap(([manager, set]) => [
    `conflicts with ${printManager(manager)}:`,
    ...pathsOf(set).map((path) => `- ${printPath(path)}`),
  ]);
  const what =
    causes.length === 1 && only
      ? `Apply failed with 1 conflict: ${only.message}: ${only.field}`
      : `Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`;
  return new StatusError(409, 'Conflict', what, { causes });
}

/** kubectl may take over what it applied before from the client's side. */
function settled(application: Application, managed: Managed): Outcome {
  try {
    return afterApply(application, managed);
  } catch (error) {
    if (!(error instanceof ApplyConflict)) throw error;
    const { live } = application;
    const mayForce = application.manager === 'kubectl' && live !== undefined;
    const left = mayForce ? allowedByLastApplied(application, live, error.conflicts) : undefined;
    if (left === undefined) throw conflictStatus(error.conflicts);
    if (left.size > 0) throw conflictStatus(left);
    return afterApply({ ...application, force: true }, managed);
  }
}

/** What an apply does to an object, or why it can't. */
export function applyAsClient(application: Application, managed: Managed): Outcome {
  const { endpoint, config, manager, live } = application;
  checkConfig(endpoint, config);
  const outcome = settled(application, managed);
  if (manager !== 'kubectl') return outcome;
  const object = withLastApplied(outcome.object, live as KubeObject | undefined, config);
  return { ...outcome, object };
}
