/** `kubectl patch`. Mirrors kubectl pkg/cmd/patch/patch.go. */
import type { PatchType } from '#apimachinery/api.ts';
import { isEqual } from '#apimachinery/equality.ts';
import { goJsonError } from '#apimachinery/go-json.ts';
import type { Json } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Command, CommandContext } from '../command.ts';
import { type ApiResource, groupVersionOf } from '../discovery.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import { KubectlError } from '../errors.ts';
import { dryRunFlag, fieldManagerFlag, filenameFlags, printFlags } from '../flag-sets.ts';
import { patchLocally } from '../local-patch.ts';
import { parseYaml } from '../manifest.ts';
import { patchContentType } from '../patch-content-type.ts';
import { absolutePath } from '../paths.ts';
import { goJson } from '../printers/go-json.ts';
import { lateChangePrinter } from '../printers/index.ts';
import { visitResources } from '../resource-args.ts';

const types: readonly string[] = ['json', 'merge', 'strategic'];

function checkFlags({ flags, args }: CommandContext, dryRun: DryRun): PatchType {
  const [patch, file] = [flags.string('patch'), flags.string('patch-file')];
  if (patch && file) throw new KubectlError('cannot specify --patch and --patch-file together');
  if (!patch && !file)
    throw new KubectlError(
      'must specify --patch or --patch-file containing the contents of the patch',
    );
  if (flags.bool('local') && args.length > 0)
    throw new KubectlError('cannot specify --local and server resources');
  if (flags.bool('local') && dryRun === 'server')
    throw new KubectlError(
      'cannot specify --local and --dry-run=server - did you mean --dry-run=client?',
    );
  const type = flags.string('type').toLowerCase() || 'strategic';
  if (!types.includes(type))
    throw new KubectlError(
      `--type must be one of [json merge strategic], not ${JSON.stringify(flags.string('type'))}`,
    );
  return type as PatchType;
}

/** The patch as a value: JSON as it is, else YAML. */
function readPatch({ flags, host }: CommandContext): {
  readonly value: Json;
  readonly text: string;
  /** What is wrong with its JSON. */
  readonly problem?: string;
} {
  const file = flags.string('patch-file');
  const path = absolutePath(host, file);
  if (file && !host.files.stat(path))
    throw new KubectlError(`unable to read patch file: open ${file}: no such file or directory`);
  const text = file ? host.files.read(path) : flags.string('patch');
  // What begins like JSON is taken as it is; who applies it says what is wrong with it.
  const problem = /^\s*\{/.test(text) ? goJsonError(text) : undefined;
  if (problem !== undefined) return { value: {}, text, problem };
  try {
    return { value: parseYaml(text), text };
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const why = error.message.replace('error converting YAML to JSON: ', '');
    throw new KubectlError(`unable to parse ${JSON.stringify(flags.string('patch'))}: ${why}`);
  }
}

/** What is said of JSON that is none: by the server, or by kubectl when it patches by itself. */
function badJson(type: PatchType, problem: string, isLocal: boolean): Error {
  if (!isLocal)
    return new StatusError(
      400,
      'BadRequest',
      type === 'strategic' ? problem : `error decoding patch: ${problem}`,
    );
  const words: Readonly<Record<string, string>> = {
    strategic: 'invalid JSON document',
    merge: 'Invalid JSON Patch',
  };
  return new KubectlError(words[type] ?? problem);
}

/** Custom resources take no strategic patches. Mirrors kubectl pkg/cmd/patch RunPatch. */
async function unlessUnsupported<T>(
  resource: ApiResource,
  type: PatchType,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StatusError) || error.code !== 415) throw error;
    const media = patchContentType[type];
    const kind = `${groupVersionOf(resource)}, Kind=${resource.kind}`;
    throw new KubectlError(`${media} is not supported by ${kind}: ${error.message}`);
  }
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args, api } = context;
  const dryRun = await dryRunOf(context);
  const type = checkFlags(context, dryRun);
  const { value, problem } = readPatch(context);
  // Upstream names the deed anew for each object, and so forgets that it was only tried.
  const tell = lateChangePrinter(context, 'none');
  const isLocal = flags.bool('local') || dryRun === 'client';
  const count = await visitResources(
    context,
    {
      args,
      filenames: flags.list('filename'),
      kustomize: flags.string('kustomize'),
      recursive: flags.bool('recursive'),
      subresource: flags.string('subresource'),
      continueOnError: true,
      validate: false,
      local: flags.bool('local'),
    },
    async ({ resource, namespace, name, object }) => {
      if (problem !== undefined) throw badJson(type, problem, isLocal);
      const patched = isLocal
        ? patchLocally(object, resource, type, value)
        : await unlessUnsupported(resource, type, () =>
            api.patch(resource, namespace, name, type, value, {
              dryRun: dryRun === 'server',
              fieldManager: flags.string('field-manager'),
              subresource: flags.string('subresource'),
              text: goJson(value),
            }),
          );
      await tell(patched, isEqual(object, patched) ? 'patched (no change)' : 'patched');
    },
  );
  if (count === 0) throw new KubectlError('no objects passed to patch');
  return undefined;
}

export const patch: Command = {
  name: 'patch',
  group: 'Advanced Commands',
  use: 'patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE]',
  short: 'Update fields of a resource',
  long: `Update fields of a resource with a strategic merge patch, a JSON merge patch, or a JSON patch.

JSON and YAML are both understood.`,
  examples: `# Change a field of a node with a strategic merge patch
kubectl patch node node-1 -p '{"spec":{"unschedulable":true}}'

# Change a container's image: the name says which one is meant
kubectl patch pod web -p '{"spec":{"containers":[{"name":"web","image":"nginx:1.22"}]}}'

# Change a container's image with a JSON patch, by its place in the list
kubectl patch pod web --type=json -p='[{"op": "replace", "path": "/spec/containers/0/image", "value":"nginx:1.22"}]'

# Change the number of replicas through the scale subresource
kubectl patch deployment web --subresource=scale --type=merge -p '{"spec":{"replicas":2}}'`,
  flags: [
    dryRunFlag,
    fieldManagerFlag('kubectl-patch'),
    ...filenameFlags('that name the object to update.'),
    {
      name: 'local',
      type: 'bool',
      help: "Patches the file's content, not the object on the server.",
    },
    { name: 'patch', short: 'p', type: 'string', help: 'The patch.' },
    { name: 'patch-file', type: 'string', help: 'File that holds the patch.' },
    ...printFlags,
    {
      name: 'record',
      type: 'bool',
      hidden: true,
      help: 'Records the command in the annotation kubernetes.io/change-cause.',
      deprecated: '--record will be removed in the future',
    },
    { name: 'subresource', type: 'string', help: 'Patches this subresource of the object.' },
    {
      name: 'type',
      type: 'string',
      default: "'strategic'",
      help: 'Type of the patch; one of [json merge strategic]',
    },
  ],
  run,
};
