/** `kubectl apply`. Mirrors kubectl pkg/cmd/apply/apply.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { cascadeFlag } from '../cascade.ts';
import type { Command, CommandContext } from '../command.ts';
import { type DryRun, dryRunOf, fieldValidationOf } from '../dry-run.ts';
import { AggregateFailure, isExpected, KubectlError, throwAll } from '../errors.ts';
import { fileSelector } from '../file-selector.ts';
import {
  dryRunFlag,
  fieldManagerFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
  validateFlag,
} from '../flag-sets.ts';
import {
  basicFormats,
  changePrinter,
  formatOf,
  objectPrinter,
  unknownFormat,
} from '../printers/index.ts';
import { type FetchedInfo, readInfos } from '../resource-args.ts';
import { editLastApplied } from './apply/edit-last-applied.ts';
import { setLastApplied, viewLastApplied } from './apply/last-applied.ts';
import { type ApplyRun, applyObject } from './apply/object.ts';
import { allowlistOf, pruneForgotten, type Visited } from './apply/prune.ts';
import { applyOnServer } from './apply/server-side.ts';

const NOT_ALL =
  'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector';

/** What doesn't go together, in the order kubectl looks. */
function checkFlags({ flags }: CommandContext, dryRun: DryRun): void {
  const [onServer, force, prune] = [
    flags.bool('server-side'),
    flags.bool('force'),
    flags.bool('prune'),
  ];
  const refusals: readonly (readonly [boolean, string])[] = [
    [flags.bool('force-conflicts') && !onServer, '--force-conflicts only works with --server-side'],
    [
      dryRun === 'client' && onServer,
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    ],
    [onServer && force, '--force cannot be used with --server-side'],
    [dryRun === 'server' && force, '--dry-run=server cannot be used with --force'],
    [
      flags.bool('all') && flags.string('selector') !== '',
      'cannot set --all and --selector at the same time',
    ],
    [prune && force, '--force cannot be used with --prune'],
    [prune && !flags.bool('all') && !flags.string('selector'), NOT_ALL],
    [
      prune && onServer,
      "--prune is in alpha and doesn't currently work on objects created by server-side apply",
    ],
    [
      flags.string('subresource') !== '' && !onServer,
      '--subresource can only be specified for --server-side',
    ],
  ];
  const refusal = refusals.find(([isSo]) => isSo);
  if (refusal) throw new KubectlError(refusal[1]);
}

/** With `-o yaml` and its like, everything applied is printed at the end, as a List when it is more than one. */
async function printObjects(
  context: CommandContext,
  objects: readonly KubeObject[],
): Promise<void> {
  const format = formatOf(context);
  const printer = objectPrinter(context, format);
  if (!printer) throw unknownFormat(format, basicFormats);
  const [only] = objects;
  const whole =
    objects.length === 1 ? only : { apiVersion: 'v1', items: objects, kind: 'List', metadata: {} };
  if (whole) await context.out(printer.print(whole));
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags } = context;
  if (context.args.length > 0)
    throw new KubectlError(
      `Unexpected args: [${context.args.join(' ')}]\nSee '${context.path} -h' for help and examples`,
    );
  const dryRun = await dryRunOf(context);
  if (flags.list('filename').length === 0 && !flags.string('kustomize'))
    throw new KubectlError('must specify one of -f and -k');
  const fieldValidation = fieldValidationOf(context);
  const allowed = flags.bool('prune') ? await allowlistOf(context) : [];
  checkFlags(context, dryRun);
  const printsObjects = formatOf(context) !== '' && formatOf(context) !== 'name';
  const applying: ApplyRun = {
    context,
    dryRun,
    fieldValidation,
    tell: printsObjects ? async () => undefined : changePrinter(context, dryRun),
  };
  const applyOne = flags.bool('server-side') ? applyOnServer : applyObject;
  const selector = flags.string('selector') ? fileSelector(flags.string('selector')) : undefined;
  const { infos, errors } = await readInfos(context, {
    filenames: flags.list('filename'),
    kustomize: flags.string('kustomize'),
    recursive: flags.bool('recursive'),
    validate: fieldValidation !== 'Ignore',
    continueOnError: true,
  });
  const failures = [...errors];
  const wanted = selector
    ? infos.filter(({ object }) => selector.matches(object.metadata.labels ?? {}))
    : infos;
  if (wanted.length === 0 && failures.length === 0)
    throw new KubectlError('no objects passed to apply');
  const applied: KubeObject[] = [];
  for (const info of wanted) {
    try {
      applied.push(await applyOne(applying, info));
    } catch (error) {
      if (!isExpected(error)) throw error;
      failures.push(...(error instanceof AggregateFailure ? error.errors : [error]));
    }
  }
  throwAll(failures);
  if (printsObjects) await printObjects(context, applied);
  if (flags.bool('prune')) {
    const visited = visitedBy(context, wanted, applied);
    await pruneForgotten(context, dryRun, allowed, visited, changePrinter(context, dryRun));
  }
  return undefined;
}

/** The objects and namespaces that the manifests spoke of; one given with -n counts too. */
function visitedBy(
  { flags }: CommandContext,
  infos: readonly FetchedInfo[],
  applied: readonly KubeObject[],
): Visited {
  const given = flags.string('namespace');
  const visited = infos.filter(({ resource }) => resource.namespaced);
  return {
    uids: new Set(applied.map(({ metadata }) => metadata.uid)),
    namespaces: new Set([...(given ? [given] : []), ...visited.map(({ namespace }) => namespace)]),
  };
}

export const apply: Command = {
  name: 'apply',
  group: 'Advanced Commands',
  use: 'apply (-f FILENAME | -k DIRECTORY)',
  short: 'Apply a configuration to a resource by file name or stdin',
  long: `Makes objects what their manifests say, creating those that are missing.

The object must have a name. It is created when it isn't there yet; else only what the manifest changed is sent. What the manifest used to say and says no longer is removed, because apply keeps the last manifest in an annotation: create an object with apply, or with create --save-config.

JSON and YAML are both understood.`,
  examples: `# Apply what a file says
kubectl apply -f deployment.yaml

# Apply everything in a folder
kubectl apply -f manifests/

# Apply what comes on standard input
cat deployment.yaml | kubectl apply -f -

# See what would be kept, without keeping it
kubectl apply -f deployment.yaml --dry-run=server -o yaml`,
  flags: [
    {
      name: 'all',
      type: 'bool',
      help: 'Selects all objects of the types in the namespace, for --prune.',
    },
    cascadeFlag('when --force deletes'),
    dryRunFlag,
    fieldManagerFlag('kubectl-client-side-apply'),
    ...filenameFlags('that hold the configuration to apply.'),
    { name: 'force', type: 'bool', help: 'Deletes and creates again what cannot be patched.' },
    {
      name: 'force-conflicts',
      type: 'bool',
      help: 'Takes over fields of other managers, with --server-side.',
    },
    {
      name: 'grace-period',
      type: 'int',
      default: '-1',
      help: 'Seconds an object has to end, when --force deletes it.',
    },
    {
      name: 'openapi-patch',
      type: 'bool',
      default: 'true',
      help: "Computes the difference with the server's schema.",
    },
    {
      name: 'overwrite',
      type: 'bool',
      default: 'true',
      help: 'Settles conflicts between the manifest and the live object in favour of the manifest.',
    },
    ...printFlags,
    {
      name: 'prune',
      type: 'bool',
      help: 'Deletes objects that were applied before and are in no manifest now.',
    },
    {
      name: 'prune-allowlist',
      type: 'stringArray',
      default: '[]',
      help: 'Types that --prune may delete, as group/version/kind.',
    },
    selectorFlag(),
    {
      name: 'server-side',
      type: 'bool',
      help: 'Lets the server merge, and keep who owns which field.',
    },
    { name: 'subresource', type: 'string', help: 'Subresource to apply to, with --server-side.' },
    {
      name: 'timeout',
      type: 'duration',
      default: '0s',
      help: 'How long to wait for a deletion by --force; 0 for as long as it takes.',
    },
    validateFlag,
    { name: 'wait', type: 'bool', help: 'Waits until what --force deleted is gone.' },
  ],
  commands: [editLastApplied, setLastApplied, viewLastApplied],
  run,
};
