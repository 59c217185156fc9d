/** `kubectl diff`. Mirrors kubectl pkg/cmd/diff/diff.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printMicroTime } from '#apimachinery/time.ts';
import type { Command, CommandContext } from '../command.ts';
import { type ApiResource, groupVersionOf } from '../discovery.ts';
import { Exit, isExpected, isNotFound, KubectlError, printError, usageError } from '../errors.ts';
import { fileSelector } from '../file-selector.ts';
import { fieldManagerFlag, filenameFlags, selectorFlag } from '../flag-sets.ts';
import { klogLine } from '../klog.ts';
import { lastAppliedAnnotation, lastAppliedOf } from '../last-applied.ts';
import { withoutManagedFields } from '../printers/index.ts';
import { goYaml } from '../printers/yaml.ts';
import { type FetchedInfo, readInfos } from '../resource-args.ts';
import { schemaOf, threeWayPatch } from '../strategic-diff.ts';
import { unifiedDiff } from '../unified-diff.ts';
import { warnIfDeleting } from './apply/object.ts';
import { allowlistOf, forgotten } from './apply/prune.ts';

/** When a file that isn't there was written. */
const NEVER = '1970-01-01 00:00:00.000000000 +0000';
/** Times a conflict is tried again before it is told. */
const MAX_ATTEMPTS = 4;

/** One object before and after, as text; "" when it isn't there. */
interface Pair {
  readonly name: string;
  /** Of the object there is. */
  readonly uid: string;
  readonly live: string;
  readonly merged: string;
}

async function liveOf({ api }: CommandContext, info: FetchedInfo): Promise<KubeObject | undefined> {
  try {
    return await api.get(info.resource, info.namespace, info.name);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const managerOf = (flags: CommandContext['flags']): string =>
  flags.bool('server-side') && !flags.changed('field-manager')
    ? 'kubectl'
    : flags.string('field-manager');

/** What the server would make of the manifest. */
async function mergedOf(
  { api, flags }: CommandContext,
  { resource, namespace, name, object }: FetchedInfo,
  live: KubeObject | undefined,
): Promise<KubeObject> {
  const query = { dryRun: true, fieldManager: managerOf(flags) };
  if (flags.bool('server-side')) {
    const force = flags.bool('force-conflicts');
    return api.patch(resource, namespace, name, 'apply', object, { ...query, force });
  }
  if (!live) return api.create(resource, namespace, object, query);
  const { [lastAppliedAnnotation]: _, ...annotations } = object.metadata.annotations ?? {};
  const modified = { ...object, metadata: { ...object.metadata, annotations } };
  const original = lastAppliedOf(live);
  const schema = schemaOf(groupVersionOf(resource), resource.kind);
  const patch = threeWayPatch(
    original ? (JSON.parse(original) as JsonObject) : {},
    modified as unknown as JsonObject,
    live as unknown as JsonObject,
    schema,
  );
  if (Object.keys(patch).length === 0) return live;
  return api.patch(resource, namespace, name, schema ? 'strategic' : 'merge', patch, query);
}

/** What pruning would delete: it is there before and not after. */
async function prunedPairs(
  context: CommandContext,
  infos: readonly FetchedInfo[],
  pairs: readonly Pair[],
  allowed: readonly ApiResource[],
): Promise<readonly Pair[]> {
  const namespaced = infos.filter(({ resource }) => resource.namespaced);
  const visited = {
    uids: new Set(pairs.map(({ uid }) => uid)),
    namespaces: new Set(namespaced.map(({ namespace }) => namespace)),
  };
  const gone: Pair[] = [];
  await forgotten(context, allowed, visited, async ({ resource, namespace, object }) => {
    const { uid, name } = object.metadata;
    gone.push({ name: fileName(resource, namespace, name), uid, live: goYaml(object), merged: '' });
  });
  return gone;
}

const fileName = ({ group, version, kind }: ApiResource, namespace: string, name: string): string =>
  [...(group ? [group] : []), version, kind, namespace, name].join('.');

const stars = (value: string): string => '*'.repeat(value.length && 3);

/** Secrets are not shown: `***`, or `*** (before)` and `*** (after)` where they differ. */
function masked(own: KubeObject, other: KubeObject | undefined, note: string): KubeObject {
  const data = (own as unknown as { data?: Readonly<Record<string, string>> }).data;
  if (own.kind !== 'Secret' || own.apiVersion !== 'v1' || !data) return own;
  const others = (other as unknown as { data?: Readonly<Record<string, string>> } | undefined)
    ?.data;
  const hidden = Object.entries(data).map(([key, value]) => {
    const differs = others?.[key] !== undefined && others[key] !== value;
    return [key, differs ? `*** (${note})` : stars(value) || '***'];
  });
  return { ...own, data: Object.fromEntries(hidden) } as KubeObject;
}

/** The manifest merged into what there is; a conflict is tried again, the object may be changing. */
async function sidesOf(
  context: CommandContext,
  info: FetchedInfo,
): Promise<{ readonly live: KubeObject | undefined; readonly merged: KubeObject }> {
  const { group, version, kind } = info.resource;
  for (let attempt = 1; ; attempt += 1) {
    const live = await liveOf(context, info);
    if (attempt === MAX_ATTEMPTS) {
      const text = `Object (${group}/${version}, Kind=${kind}: ${info.name}) keeps changing, diffing without lock`;
      await context.err(klogLine(context.host, 'W', 'diff.go:721', text));
    }
    try {
      return { live, merged: await mergedOf(context, info, live) };
    } catch (error) {
      const isConflict = error instanceof StatusError && error.reason === 'Conflict';
      if (!isConflict || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

async function pairOf(context: CommandContext, info: FetchedInfo): Promise<Pair> {
  const { live, merged } = await sidesOf(context, info);
  if (live) await warnIfDeleting({ context }, info, live);
  const text = (object: KubeObject): string =>
    goYaml(context.flags.bool('show-managed-fields') ? object : withoutManagedFields(object));
  return {
    name: fileName(info.resource, info.namespace, info.name),
    uid: live?.metadata.uid ?? '',
    live: live ? text(masked(live, merged, 'before')) : '',
    merged: text(masked(merged, live, 'after')),
  };
}

/** `2026-11-23 01:05:47.803471000 +0000` */
function stamp(nowMs: number): string {
  const [day, time = ''] = printMicroTime(nowMs).split('T');
  return `${day} ${time.replace('Z', '')}000 +0000`;
}

/** Two folders of files, so that a diff program can read them. */
async function externalDiff(
  context: CommandContext,
  program: string,
  pairs: readonly Pair[],
  [from, to]: readonly [string, string],
): Promise<number> {
  const { files } = context.host;
  for (const folder of [from, to]) files.makeFolder(folder, { parents: true });
  for (const { name, live, merged } of pairs) {
    if (live) files.write(`${from}/${name}`, live);
    if (merged) files.write(`${to}/${name}`, merged);
  }
  const code = await context.host.run(`${program} ${from} ${to}`);
  for (const folder of [from, to]) files.remove(folder, { recursive: true });
  return code;
}

async function compare(context: CommandContext): Promise<number> {
  const { flags, host } = context;
  if (context.args.length > 0)
    throw new KubectlError(
      `Unexpected args: [${context.args.join(' ')}]\nSee '${context.path} -h' for help and examples`,
    );
  if (flags.list('filename').length === 0 && !flags.string('kustomize'))
    throw new KubectlError('must specify one of -f and -k');
  if (flags.bool('force-conflicts') && !flags.bool('server-side'))
    throw new KubectlError('--force-conflicts only works with --server-side');
  const selector = flags.string('selector') ? fileSelector(flags.string('selector')) : undefined;
  const { infos } = await readInfos(context, {
    filenames: flags.list('filename'),
    kustomize: flags.string('kustomize'),
    recursive: flags.bool('recursive'),
    validate: false,
  });
  const allowed = flags.bool('prune') ? await allowlistOf(context) : [];
  const wanted = infos.filter(
    ({ object }) => !selector || selector.matches(object.metadata.labels ?? {}),
  );
  const pairs: Pair[] = [];
  for (const info of wanted) pairs.push(await pairOf(context, info));
  if (flags.bool('prune')) pairs.push(...(await prunedPairs(context, wanted, pairs, allowed)));
  const id = String(host.clock.now()).slice(-9);
  const folders = [`/tmp/LIVE-${id}`, `/tmp/MERGED-${id}`] as const;
  const program = host.env['KUBECTL_EXTERNAL_DIFF'];
  if (program) return externalDiff(context, program, pairs, folders);
  const when = stamp(host.clock.now());
  const differing = [...pairs]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ live, merged }) => live !== merged);
  for (const { name, live, merged } of differing) {
    const [before, after] = [live ? when : NEVER, merged ? when : NEVER];
    const [from, to] = [`${folders[0]}/${name}`, `${folders[1]}/${name}`];
    await context.out(
      `diff -u -N ${from} ${to}\n--- ${from}\t${before}\n+++ ${to}\t${after}\n${unifiedDiff(live, merged)}`,
    );
  }
  return differing.length > 0 ? 1 : 0;
}

/** Status 1 says that there are differences, so failures end with 2. */
async function run(context: CommandContext): Promise<number> {
  try {
    return await compare(context);
  } catch (error) {
    if (!isExpected(error)) throw error;
    const { text, exitCode } = printError(error);
    await context.err(text.endsWith('\n') ? text : `${text}\n`);
    throw new Exit(exitCode + 1);
  }
}

export const diff: Command = {
  name: 'diff',
  group: 'Advanced Commands',
  use: 'diff -f FILENAME',
  short: 'Diff the live version against a would-be applied version',
  long: `Diff the live version against a would-be applied version: what kubectl apply would change, as lines taken out and put in.

The environment variable KUBECTL_EXTERNAL_DIFF names another program to compare with.

Exit status: 0 when nothing differs, 1 when something does, more when kubectl or diff failed.`,
  examples: `# What would applying a file change?
kubectl diff -f deployment.yaml

# The same for standard input
cat deployment.yaml | kubectl diff -f -`,
  flags: [
    {
      name: 'concurrency',
      type: 'int',
      default: '1',
      help: 'How many objects to compare at once.',
    },
    fieldManagerFlag('kubectl-client-side-apply'),
    ...filenameFlags('that hold the configuration to compare.'),
    {
      name: 'force-conflicts',
      type: 'bool',
      help: 'Takes over fields of other managers, with --server-side.',
    },
    {
      name: 'prune',
      type: 'bool',
      help: 'Shows what --prune would delete.',
    },
    {
      name: 'prune-allowlist',
      type: 'stringArray',
      default: '[]',
      help: 'Types that --prune may delete.',
    },
    selectorFlag(),
    {
      name: 'server-side',
      type: 'bool',
      help: 'Lets the server merge.',
    },
    { name: 'show-managed-fields', type: 'bool', help: 'Keeps managedFields in the comparison.' },
  ],
  flagMistake: (path, message) =>
    new KubectlError(usageError(path, message).message, { exitCode: 2 }),
  run,
};
