/** `kubectl get`. Mirrors kubectl pkg/cmd/get/get.go. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, usageError } from '../errors.ts';
import {
  allNamespacesFlag,
  chunkSizeFlag,
  fieldSelectorFlag,
  filenameFlags,
  printFlags,
  selectorFlag,
} from '../flag-sets.ts';
import type { Flag } from '../flags.ts';
import { formatOf } from '../printers/index.ts';
import { getGeneric } from './get/generic.ts';
import { getTables } from './get/tables.ts';
import { watchObjects } from './get/watch.ts';
import { checkPath, rawText } from './raw-request.ts';

const flags: readonly Flag[] = [
  allNamespacesFlag,
  chunkSizeFlag,
  fieldSelectorFlag,
  ...filenameFlags('that say what to get from the server.'),
  {
    name: 'ignore-not-found',
    type: 'bool',
    help: 'If the objects do not exist, ends with status 0 and prints nothing.',
  },
  {
    name: 'label-columns',
    short: 'L',
    type: 'stringSlice',
    help: 'Labels to print as columns, divided by commas; case matters.',
  },
  { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
  ...printFlags.map((flag) =>
    flag.name === 'output'
      ? {
          ...flag,
          help: 'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file, custom-columns, custom-columns-file, wide).',
        }
      : flag,
  ),
  {
    name: 'output-watch-events',
    type: 'bool',
    help: 'Prints the kind of each event with --watch or --watch-only. What is there already counts as ADDED.',
  },
  { name: 'raw', type: 'string', help: 'Path to ask the server for, as it is.' },
  selectorFlag(),
  { name: 'server-print', type: 'bool', default: 'true', help: 'Lets the server make the table.' },
  { name: 'show-kind', type: 'bool', help: 'Prints the kind before each name.' },
  { name: 'show-labels', type: 'bool', help: 'Prints all labels in the last column.' },
  {
    name: 'sort-by',
    type: 'string',
    help: "Field to sort by, as a JSONPath expression ('{.metadata.name}'); its value must be a number or text.",
  },
  { name: 'subresource', type: 'string', help: 'Works on a subresource of the object.' },
  { name: 'watch', short: 'w', type: 'bool', help: 'After listing, goes on to print changes.' },
  { name: 'watch-only', type: 'bool', help: 'Prints changes, without listing first.' },
];

function checkFlags(context: CommandContext): void {
  const { flags: values } = context;
  const watching = values.bool('watch') || values.bool('watch-only');
  const format = values.string('output');
  if (values.string('raw')) {
    if (watching || values.string('selector'))
      throw new KubectlError(
        '--raw may not be specified with other flags that filter the server request or alter the output',
      );
    if (format) throw new KubectlError('--raw and --output are mutually exclusive');
    checkPath(values.string('raw'));
  }
  if (values.bool('show-labels') && format && format !== 'wide')
    throw new KubectlError(`--show-labels option cannot be used with ${format} printer`);
  if (values.bool('output-watch-events') && !watching)
    throw new KubectlError(
      '--output-watch-events option can only be used with --watch or --watch-only',
    );
}

/** Nothing was said to get. */
async function refuseEmpty(context: CommandContext): Promise<void> {
  const { flags: values, args } = context;
  if (values.string('raw')) return;
  if (values.bool('watch')) {
    if (values.string('sort-by'))
      await context.err(
        'warning: --watch requested, --sort-by will be ignored for watch events received\n',
      );
    return;
  }
  if (values.bool('watch-only')) {
    if (values.string('sort-by'))
      await context.err('warning: --watch-only requested, --sort-by will be ignored\n');
    return;
  }
  if (args.length > 0 || values.list('filename').length > 0 || values.string('kustomize')) return;
  await context.err(
    'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n',
  );
  throw usageError(
    context.path,
    'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
  );
}

/** `--raw`: what the server says, as it says it. */
async function getRaw(context: CommandContext): Promise<undefined> {
  const path = context.flags.string('raw');
  await context.out(rawText(path, await context.api.getPath(path)));
  return undefined;
}

async function run(context: CommandContext): Promise<undefined> {
  const { flags: values } = context;
  await refuseEmpty(context);
  checkFlags(context);
  if (values.string('raw')) return getRaw(context);
  if (values.bool('watch') || values.bool('watch-only')) return watchObjects(context);
  const format = formatOf(context);
  if (format === '' || format === 'wide') return getTables(context);
  return getGeneric(context, format);
}

export const get: Command = {
  name: 'get',
  group: 'Basic Commands (Intermediate)',
  use: 'get [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
  short: 'Display one or many resources',
  long: `Display one or many resources.

Prints a table with what matters most about each object. Choose objects by name, by label with --selector, or by type: all of them in the current namespace, or with -A in every namespace.

With -o template and --template you pick out fields with a Go template.

Use "kubectl api-resources" for a complete list of supported resources.`,
  examples: `# All pods of the namespace, as a table
kubectl get pods

# The same with more columns, such as the node
kubectl get pods -o wide

# One deployment
kubectl get deployment web

# A deployment as JSON, in a named version of the API
kubectl get deployments.v1.apps web -o json

# The object that a manifest names
kubectl get -f pod.yaml -o yaml

# Only the phase of a pod
kubectl get pod/web -o template --template={{.status.phase}}

# Columns of one's own
kubectl get pods -o custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[0].image

# Several types, and several objects
kubectl get deployments,services
kubectl get deployment/web service/web

# Changes as they come
kubectl get pods --watch`,
  flags,
  run,
};
