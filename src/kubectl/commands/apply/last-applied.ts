/** `kubectl apply view-last-applied | set-last-applied | edit-last-applied`. Mirrors kubectl pkg/cmd/apply/apply_*_last_applied.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError, notSimulatedError, usageError } from '../../errors.ts';
import { dryRunFlag, filenameFlags, printFlags, selectorFlag } from '../../flag-sets.ts';
import { lastAppliedAnnotation, lastAppliedOf, withLastApplied } from '../../last-applied.ts';
import { goJson } from '../../printers/go-json.ts';
import { changePrinter } from '../../printers/index.ts';
import { goYaml } from '../../printers/yaml.ts';
import { readInfos } from '../../resource-args.ts';

async function view(context: CommandContext): Promise<undefined> {
  const { flags, args } = context;
  const { infos } = await readInfos(context, {
    args,
    filenames: flags.list('filename'),
    labelSelector: flags.string('selector'),
    all: flags.bool('all'),
    latest: true,
  });
  const output = flags.string('output');
  if (output !== 'yaml' && output !== 'json')
    throw usageError(
      context.path,
      `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`,
    );
  const texts = infos.map(({ object, resource, name }) => {
    const text = lastAppliedOf(object);
    if (text === undefined)
      throw new KubectlError(
        `no last-applied-configuration annotation found on resource: ${name || resource.plural}`,
      );
    const value = JSON.parse(text) as JsonObject;
    return output === 'json' ? `${goJson(value, { indent: '    ' })}\n` : goYaml(value);
  });
  if (texts.length === 0) throw new KubectlError('no objects passed to view-last-applied');
  await context.out(texts.join('---\n'));
  return undefined;
}

export const viewLastApplied: Command = {
  name: 'view-last-applied',
  use: 'view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  flags: [
    { name: 'all', type: 'bool', help: 'All objects of the types in the namespace.' },
    ...filenameFlags('that name the objects.'),
    {
      name: 'output',
      short: 'o',
      type: 'string',
      default: "'yaml'",
      help: 'Output format. Must be one of (yaml, json)',
    },
    selectorFlag(),
  ],
  run: view,
};

async function set(context: CommandContext): Promise<undefined> {
  const { flags, api } = context;
  const dryRun = await dryRunOf(context);
  const tell = changePrinter(context, dryRun);
  const { infos } = await readInfos(context, {
    filenames: flags.list('filename'),
    recursive: flags.bool('recursive'),
  });
  for (const { resource, namespace, name, object } of infos) {
    const live = await api.get(resource, namespace, name);
    const text = lastAppliedOf(withLastApplied(object));
    const current = lastAppliedOf(live);
    if (current === undefined && !flags.bool('create-annotation'))
      throw new KubectlError(
        `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
      );
    const patch = { metadata: { annotations: { [lastAppliedAnnotation]: text } } };
    const next =
      current === text || dryRun === 'client'
        ? live
        : await api.patch(resource, namespace, name, 'merge', patch, {
            dryRun: dryRun === 'server',
            fieldManager: 'kubectl-last-applied',
          });
    await tell(next, 'configured');
  }
  if (infos.length === 0) throw new KubectlError('no objects passed to set-last-applied');
  return undefined;
}

export const setLastApplied: Command = {
  name: 'set-last-applied',
  use: 'set-last-applied -f FILENAME',
  short:
    'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  flags: [
    { name: 'create-annotation', type: 'bool', help: 'Makes the annotation where there is none.' },
    dryRunFlag,
    ...filenameFlags('that hold the last-applied configurations.'),
    ...printFlags,
  ],
  run: set,
};

export const editLastApplied: Command = {
  name: 'edit-last-applied',
  use: 'edit-last-applied (RESOURCE/NAME | -f FILENAME)',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  run: () => Promise.reject(notSimulatedError('kubectl apply edit-last-applied')),
};
