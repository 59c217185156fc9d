/** `kubectl apply --server-side` of one object: the server merges. Mirrors kubectl pkg/cmd/apply/apply.go applyOneObject. */
import type { KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { WriteQuery } from '../../api-client.ts';
import { isExpected, KubectlError } from '../../errors.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { type Migration, migrateOwners, saveLastApplied } from './migrate.ts';
import { type ApplyRun, warnIfDeleting } from './object.ts';

/** What to do about conflicts, in kubectl's words. */
const CONFLICT_HELP = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;

/** The manager of an apply: one of its own for each side, unless it is named. */
export const applyManager = ({ context: { flags } }: Pick<ApplyRun, 'context'>): string =>
  flags.bool('server-side') && !flags.changed('field-manager')
    ? 'kubectl'
    : flags.string('field-manager');

function explained(error: unknown): unknown {
  if (!(error instanceof StatusError)) return error;
  if (error.reason === 'Conflict') return new KubectlError(`${error.message}\n${CONFLICT_HELP}`);
  if (error.code !== 415) return error;
  return new KubectlError(`Server-side apply not available on the server: (${error.message})`);
}

/** The write that one manifest is, which may be sent again after owners were moved. */
async function send(run: ApplyRun, info: FetchedInfo): Promise<KubeObject> {
  const { resource, namespace, name, object } = info;
  const { api, flags } = run.context;
  const query: WriteQuery = {
    dryRun: run.dryRun === 'server',
    fieldManager: applyManager(run),
    fieldValidation: run.fieldValidation,
    force: flags.bool('force-conflicts'),
    subresource: flags.string('subresource'),
  };
  return api.patch(resource, namespace, name, 'apply', object, query);
}

/** Warns of a step that is tried again at the next apply, and goes on. */
async function attempted<T>(
  { context }: ApplyRun,
  what: string,
  step: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!isExpected(error)) throw error;
    await context.err(
      `Warning: ${what}. This is non-fatal and will be retried next time you apply. Error: ${error.message}\n`,
    );
    return undefined;
  }
}

/** Moves what client-side apply owned to the manager of server-side apply. */
async function migrated(
  run: ApplyRun,
  info: FetchedInfo,
  applied: KubeObject,
): Promise<KubeObject> {
  const migration: Migration = { run, info, manager: applyManager(run) };
  const annotation = 'failed to migrate kubectl.kubernetes.io/last-applied-configuration';
  const saved = await attempted(run, `${annotation} for Server-Side Apply`, () =>
    saveLastApplied(migration, applied),
  );
  if (!saved) return applied;
  const rejected = 'server rejected managed fields migration to Server-Side Apply';
  const moved = await attempted(run, rejected, () => migrateOwners(migration, saved));
  if (!moved || moved === saved) return saved;
  const failed = 'failed to re-apply configuration after performing Server-Side Apply migration';
  return (await attempted(run, failed, () => send(run, info))) ?? moved;
}

/** Applies one object of a manifest on the server's side and tells of it. */
export async function applyOnServer(run: ApplyRun, info: FetchedInfo): Promise<KubeObject> {
  const { generateName } = info.object.metadata;
  if (!info.name && generateName)
    throw new KubectlError(`from ${generateName}: cannot use generate name with apply`);
  if (!info.name) throw new KubectlError('resource name may not be empty');
  let applied: KubeObject;
  try {
    applied = await send(run, info);
  } catch (error) {
    throw explained(error);
  }
  const object = await migrated(run, info, applied);
  await warnIfDeleting(run, info, object);
  await run.tell(object, 'serverside-applied');
  return object;
}
