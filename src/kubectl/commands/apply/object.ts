/** Applying one object: created, patched or left as it is. Mirrors kubectl pkg/cmd/apply/apply.go applyOneObject and patcher.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { CommandContext } from '../../command.ts';
import { groupVersionOf } from '../../discovery.ts';
import type { DryRun } from '../../dry-run.ts';
import { isNotFound, KubectlError, withSource } from '../../errors.ts';
import { lastAppliedAnnotation, lastAppliedOf, withLastApplied } from '../../last-applied.ts';
import { goJson } from '../../printers/go-json.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { schemaOf, threeWayPatch } from '../../strategic-diff.ts';

/** What stays the same from object to object. */
export interface ApplyRun {
  readonly context: CommandContext;
  readonly dryRun: DryRun;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  readonly tell: (object: KubeObject, operation: string) => Promise<void>;
}

const retries = 5;
const retryAfterMs = 1000;

/** `Resource: "apps/v1, Resource=deployments", GroupVersionKind: …` */
export function printInfo({ resource, name, namespace }: FetchedInfo): string {
  const groupVersion = resource.group ? groupVersionOf(resource) : `/${resource.version}`;
  return `Resource: "${groupVersion}, Resource=${resource.plural}", GroupVersionKind: "${groupVersion}, Kind=${resource.kind}"\nName: "${name}", Namespace: "${namespace}"`;
}

/** Without fields that are null, which a manifest may have. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([key, part]) => [key, withoutNulls(part)]),
  );
}

async function liveObject(run: ApplyRun, info: FetchedInfo): Promise<KubeObject | undefined> {
  const { resource, namespace, name, source } = info;
  try {
    return await run.context.api.get(resource, namespace, name);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw withSource(
      `retrieving current configuration of:\n${printInfo(info)}\nfrom server for:`,
      source,
      error,
    );
  }
}

/** Name and fieldManager of writes by apply. */
const writeQuery = (run: ApplyRun) => ({
  dryRun: run.dryRun === 'server',
  fieldManager: run.context.flags.string('field-manager'),
  fieldValidation: run.fieldValidation,
});

async function createObject(
  run: ApplyRun,
  info: FetchedInfo,
  modified: KubeObject,
): Promise<KubeObject> {
  const { resource, namespace, source, text } = info;
  let object = withoutNulls(modified) as KubeObject;
  if (run.dryRun !== 'client') {
    const query = { ...writeQuery(run), ...(text === undefined ? {} : { text }) };
    try {
      object = await run.context.api.create(resource, namespace, object, query);
    } catch (error) {
      throw withSource('creating', source, error);
    }
  }
  await run.tell(object, 'created');
  return object;
}

/** The patch that brings the live object to the manifest. */
function patchFor(info: FetchedInfo, live: KubeObject, modified: KubeObject): JsonObject {
  const text = lastAppliedOf(live);
  const original = text ? (JSON.parse(text) as JsonObject) : {};
  const schema = schemaOf(groupVersionOf(info.resource), info.resource.kind);
  return threeWayPatch(
    original,
    modified as unknown as JsonObject,
    live as unknown as JsonObject,
    schema,
  ) as JsonObject;
}

const isConflict = (error: unknown): boolean =>
  error instanceof StatusError && error.reason === 'Conflict';

/** Patches, and tries again when somebody else wrote in between. */
async function patchObject(
  run: ApplyRun,
  info: FetchedInfo,
  first: KubeObject,
  modified: KubeObject,
): Promise<{ readonly object: KubeObject; readonly patch: JsonObject }> {
  const { resource, namespace, name, source } = info;
  const { api, host } = run.context;
  let live = first;
  for (let attempt = 0; ; attempt += 1) {
    const patch = patchFor(info, live, modified);
    if (Object.keys(patch).length === 0) return { object: live, patch };
    const type = schemaOf(groupVersionOf(resource), resource.kind) ? 'strategic' : 'merge';
    try {
      const object = await api.patch(resource, namespace, name, type, patch, writeQuery(run));
      return { object, patch };
    } catch (error) {
      if (isConflict(error) && attempt < retries) {
        if (attempt > 0) await host.clock.sleep(retryAfterMs, host.signal);
        live = await api.get(resource, namespace, name);
        continue;
      }
      if (run.context.flags.bool('force') && isReplaceable(error))
        return { object: await recreate(run, info, live, modified), patch };
      throw withSource(
        `applying patch:\n${goJson(patch)}\nto:\n${printInfo(info)}\nfor:`,
        source,
        withSource('patching', source, error),
      );
    }
  }
}

const isReplaceable = (error: unknown): boolean =>
  error instanceof StatusError && (error.reason === 'Conflict' || error.reason === 'Invalid');

/** `--force`: deletes, waits until it is gone, creates; puts the old one back when that fails. */
async function recreate(
  run: ApplyRun,
  info: FetchedInfo,
  live: KubeObject,
  modified: KubeObject,
): Promise<KubeObject> {
  const { resource, namespace, name } = info;
  const { api, host, flags } = run.context;
  const grace = flags.number('grace-period');
  await api.delete(resource, namespace, name, {
    propagationPolicy: 'Background',
    gracePeriodSeconds: grace >= 0 ? grace : undefined,
  });
  const isGone = (): Promise<boolean> =>
    api.get(resource, namespace, name).then(
      () => false,
      (error: unknown) => {
        if (isNotFound(error)) return true;
        throw error;
      },
    );
  while (!(await isGone())) await host.clock.sleep(retryAfterMs, host.signal);
  try {
    return await api.create(resource, namespace, modified, writeQuery(run));
  } catch (error) {
    const { resourceVersion: _, uid: __, ...metadata } = live.metadata;
    await api.create(resource, namespace, { ...live, metadata }, writeQuery(run));
    throw error;
  }
}

async function warnOfMissingAnnotation(
  { context }: ApplyRun,
  info: FetchedInfo,
  live: KubeObject,
): Promise<void> {
  if (lastAppliedOf(live) !== undefined) return;
  await context.err(
    `Warning: resource ${info.resource.plural}/${info.name} is missing the ${lastAppliedAnnotation} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
  );
}

/** A change of what is on its way out may be in vain. */
export async function warnIfDeleting(
  { context }: Pick<ApplyRun, 'context'>,
  { name }: FetchedInfo,
  { metadata }: KubeObject,
): Promise<void> {
  if (!metadata.deletionTimestamp) return;
  await context.err(
    `Warning: Detected changes to resource ${name} which is currently being deleted.\n`,
  );
}

/** Applies one object of a manifest and tells of it; gives the object as it is then. */
export async function applyObject(run: ApplyRun, info: FetchedInfo): Promise<KubeObject> {
  const { generateName } = info.object.metadata;
  if (!info.name && generateName)
    throw new KubectlError(`from ${generateName}: cannot use generate name with apply`);
  const modified = withLastApplied(info.object);
  if (!info.name)
    throw withSource(
      `retrieving current configuration of:\n${printInfo(info)}\nfrom server for:`,
      info.source,
      new KubectlError('resource name may not be empty'),
    );
  const live = await liveObject(run, info);
  if (!live) return createObject(run, info, modified);
  if (run.dryRun === 'client') {
    await run.tell(live, 'configured');
    return live;
  }
  await warnOfMissingAnnotation(run, info, live);
  const { object, patch } = await patchObject(run, info, live, modified);
  await warnIfDeleting(run, info, object);
  await run.tell(object, Object.keys(patch).length === 0 ? 'unchanged' : 'configured');
  return object;
}
