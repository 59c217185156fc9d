/** What `set image`, `set env`, `set resources` and `set serviceaccount` share: change pod specs, patch what differs. */
import type { KubeObject } from '#apimachinery/object.ts';
import { asGoStruct } from '../../as-go-struct.ts';
import type { CommandContext } from '../../command.ts';
import { qualifiedSingular } from '../../discovery.ts';
import { type DryRun, dryRunOf } from '../../dry-run.ts';
import { isExpected, KubectlError, throwAll } from '../../errors.ts';
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
} from '../../flag-sets.ts';
import type { Flag } from '../../flags.ts';
import { changePrinter } from '../../printers/index.ts';
import { type FetchedInfo, type ReadResult, readInfos } from '../../resource-args.ts';
import { strategicPatch } from '../patch-between.ts';
import { recorded, recordFlag } from '../record.ts';

/** Flags of every `set` command. */
export const setFlags: readonly Flag[] = [
  ...printFlags,
  ...filenameFlags('identifying the resource to get from a server.'),
  { name: 'all', type: 'bool', help: 'Takes all resources of the given types in the namespace.' },
  {
    name: 'local',
    type: 'bool',
    help: 'Changes what files say and prints it, without asking the API server.',
  },
  dryRunFlag,
  fieldManagerFlag('kubectl-set'),
  selectorFlag(),
  recordFlag,
];

/** Objects of files as kubectl's own structs: that is how these commands print them. */
function readLocal(result: ReadResult): ReadResult {
  throwAll(result.errors);
  const infos = result.infos.map((info) => {
    try {
      return { ...info, object: asGoStruct(info.object) };
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      throw new KubectlError(`unable to decode ${JSON.stringify(info.source)}: ${error.message}`);
    }
  });
  return { ...result, infos };
}

/** Refuses to ask a server for a try when no server is to be asked. */
export function checkLocal({ flags }: CommandContext, dryRun: DryRun): void {
  if (flags.bool('local') && dryRun === 'server')
    throw new KubectlError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    );
}

/** The objects named, in files or by arguments. */
export async function readSetTargets(
  context: CommandContext,
  args: readonly string[],
): Promise<ReadResult> {
  const { flags } = context;
  const kustomize = flags.has('kustomize') ? flags.string('kustomize') : '';
  const local = flags.bool('local');
  const files = {
    filenames: flags.list('filename'),
    ...(kustomize ? { kustomize } : {}),
    recursive: flags.bool('recursive'),
    continueOnError: true,
  };
  if (local) return readLocal(await readInfos(context, { ...files, args, local }));
  const result = await readInfos(context, {
    ...files,
    args,
    allowEmptySelector: flags.bool('all'),
    labelSelector: flags.has('selector') ? flags.string('selector') : '',
    latest: true,
  });
  throwAll(result.errors);
  return result;
}

export interface SetOptions {
  /** `image updated` */
  readonly operation: string;
  /** `failed to patch image update to pod template: ` */
  readonly failure: string;
  /** The object as it should be; undefined to leave it. What it throws is told of the object. */
  change(object: KubeObject): KubeObject | undefined;
  /** Tells of objects that did not change too. */
  readonly always?: boolean;
  /** Called before each object is printed; may refuse. */
  checkPrint?(): void;
}

async function patchChange(
  context: CommandContext,
  info: FetchedInfo,
  after: KubeObject,
  dryRun: DryRun,
  { failure, always }: SetOptions,
): Promise<KubeObject | undefined> {
  const patch = strategicPatch(info.object, after);
  if (Object.keys(patch).length === 0 && !always) return undefined;
  if (dryRun === 'client' || context.flags.bool('local')) return after;
  try {
    return await context.api.patch(info.resource, info.namespace, info.name, 'strategic', patch, {
      dryRun: dryRun === 'server',
      fieldManager: context.flags.string('field-manager'),
    });
  } catch (error) {
    if (!isExpected(error)) throw error;
    throw new KubectlError(`${failure}${error.message}`);
  }
}

/** The changed object, or a refusal that names it. */
function changed(
  context: CommandContext,
  info: FetchedInfo,
  options: SetOptions,
): KubeObject | undefined {
  try {
    const after = options.change(info.object);
    return after && recorded(context, after);
  } catch (error) {
    if (!isExpected(error)) throw error;
    const { resource, name } = info;
    // Without a server to say what the resource is called, upstream names the kind, and ends the line after a group's.
    const called = context.flags.bool('local')
      ? `${qualifiedSingular(resource)}/${name}${resource.group ? '\n' : ''}`
      : `${resource.plural}/${name}`;
    throw new KubectlError(`error: ${called} ${error.message}\n`);
  }
}

/**
 * Changes each object, patches what differs and prints it. `errors` are failures met so far, and
 * those that `change` adds. Mirrors kubectl pkg/cmd/set/helper.go CalculatePatches and the Run of its users.
 */
export async function changePodSpecs(
  context: CommandContext,
  infos: readonly FetchedInfo[],
  options: SetOptions,
  errors: Error[] = [],
): Promise<number> {
  const dryRun = await dryRunOf(context);
  const print = changePrinter(context, dryRun);
  for (const info of infos) {
    try {
      const after = changed(context, info, options);
      const result = after && (await patchChange(context, info, after, dryRun, options));
      if (!result) continue;
      if (dryRun !== 'client' && !context.flags.bool('local')) options.checkPrint?.();
      await print(result, options.operation);
    } catch (error) {
      if (!isExpected(error)) throw error;
      errors.push(error);
    }
  }
  throwAll(errors);
  return 0;
}
