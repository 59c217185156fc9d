/** `kubectl apply`. Mirrors kubectl pkg/cmd/apply/apply.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import { cascadeFlag } from '../cascade.ts';
import type { Command, CommandContext } from '../command.ts';
import { dryRunOf, fieldValidationOf } from '../dry-run.ts';
import { AggregateFailure, isExpected, KubectlError, throwAll } from '../errors.ts';
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
import { readInfos } from '../resource-args.ts';
import { editLastApplied, setLastApplied, viewLastApplied } from './apply/last-applied.ts';
import { type ApplyRun, applyObject } from './apply/object.ts';

function checkFlags({ flags }: CommandContext): void {
  if (flags.bool('force-conflicts') && !flags.bool('server-side'))
    throw new KubectlError('--force-conflicts only works with --server-side');
  if (flags.bool('all') && flags.string('selector'))
    throw new KubectlError('cannot set --all and --selector at the same time');
  if (flags.string('subresource') && !flags.bool('server-side'))
    throw new KubectlError('--subresource can only be specified for --server-side');
  if (flags.bool('force') && flags.string('dry-run') === 'server')
    throw new KubectlError('--dry-run=server cannot be used with --force');
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
  checkFlags(context);
  if (flags.list('filename').length === 0 && !flags.string('kustomize'))
    throw new KubectlError('must specify one of -f and -k');
  const fieldValidation = fieldValidationOf(context);
  const printsObjects = formatOf(context) !== '' && formatOf(context) !== 'name';
  const applying: ApplyRun = {
    context,
    dryRun,
    fieldValidation,
    tell: printsObjects ? async () => undefined : changePrinter(context, dryRun),
  };
  const selector = flags.string('selector') ? parseSelector(flags.string('selector')) : undefined;
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
      applied.push(await applyObject(applying, info));
    } catch (error) {
      if (!isExpected(error)) throw error;
      failures.push(...(error instanceof AggregateFailure ? error.errors : [error]));
    }
  }
  throwAll(failures);
  if (printsObjects) await printObjects(context, applied);
  return undefined;
}

export const apply: Command = {
  name: 'apply',
  group: 'Advanced Commands',
  use: 'apply (-f FILENAME | -k DIRECTORY)',
  short: 'Apply a configuration to a resource by file name or stdin',
  long: `Apply a configuration to a resource by file name or stdin.

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
    {
      name: 'applyset',
      type: 'string',
      help: 'Name of the set of objects that --prune compares with.',
      notSimulated: 'apply sets',
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
      notSimulated: 'pruning',
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
      help: 'Lets the server merge.',
      notSimulated: 'server-side apply',
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
