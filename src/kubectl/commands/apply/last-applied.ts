/** `kubectl apply view-last-applied | set-last-applied`. Mirrors kubectl pkg/cmd/apply/apply_*_last_applied.go. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { dryRunOf } from '../../dry-run.ts';
import { isNotFound, KubectlError, usageError, withSource } from '../../errors.ts';
import { dryRunFlag, filenameFlags, printFlags, selectorFlag } from '../../flag-sets.ts';
import { lastAppliedAnnotation, lastAppliedOf } from '../../last-applied.ts';
import { withNamespaceHint } from '../../namespace-hint.ts';
import { goJson } from '../../printers/go-json.ts';
import { changePrinter } from '../../printers/index.ts';
import { goYaml } from '../../printers/yaml.ts';
import { type FetchedInfo, readInfos } from '../../resource-args.ts';
import { printInfo } from './object.ts';

async function view(context: CommandContext): Promise<undefined> {
  const { flags, args } = context;
  const { infos } = await readInfos(context, {
    args,
    filenames: flags.list('filename'),
    labelSelector: flags.string('selector'),
    all: flags.bool('all'),
    // Upstream takes the word for "-n was given" to mean this.
    allowEmptySelector: context.namespaceGiven,
    latest: true,
  });
  const output = flags.string('output');
  for (const { object } of infos) {
    const text = lastAppliedOf(object);
    // What was never applied has nothing to show, and kubectl says so by nothing.
    if (text === undefined) continue;
    if (output !== 'yaml' && output !== 'json')
      throw usageError(
        context.path,
        `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json`,
      );
    const value = JSON.parse(text) as JsonObject;
    await context.out(output === 'json' ? `${goJson(value, { indent: '  ' })}\n` : goYaml(value));
  }
  return undefined;
}

export const viewLastApplied: Command = {
  name: 'view-last-applied',
  use: 'view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  examples: `# What was last applied to the deployment web, as YAML
kubectl apply view-last-applied deployment/web

# The same as JSON, of the object in a manifest
kubectl apply view-last-applied -f web.yaml -o json`,
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

/** A patch that keeps a configuration in the annotation and changes nothing else. */
export const annotationPatch = (object: KubeObject): JsonObject => ({
  metadata: { annotations: { [lastAppliedAnnotation]: `${goJson(object)}\n` } },
});

interface Change {
  readonly info: FetchedInfo;
  readonly live: KubeObject;
  readonly patch: JsonObject;
}

/** The change one manifest asks for; undefined when the annotation says the same already. */
async function changeOf(context: CommandContext, info: FetchedInfo): Promise<Change | undefined> {
  const { resource, namespace, name, object, source } = info;
  let live: KubeObject;
  try {
    const { api } = context;
    live = await withNamespaceHint(api, resource, namespace, () =>
      api.get(resource, namespace, name),
    );
  } catch (error) {
    if (isNotFound(error)) throw error;
    const what = `retrieving current configuration of:\n${printInfo(info)}\nfrom server for:`;
    throw withSource(what, source, error);
  }
  const current = lastAppliedOf(live);
  if (current === undefined && !context.flags.bool('create-annotation'))
    throw new KubectlError(
      `no last-applied-configuration annotation found on resource: ${name}, to create the annotation, run the command with --create-annotation`,
    );
  if (current?.trim() === goJson(object)) {
    await context.out(`set-last-applied ${name}: no changes required.\n`);
    return undefined;
  }
  return { info, live, patch: annotationPatch(object) };
}

async function set(context: CommandContext): Promise<undefined> {
  const { flags, api } = context;
  const dryRun = await dryRunOf(context);
  const tell = changePrinter(context, dryRun);
  const { infos } = await readInfos(context, { filenames: flags.list('filename') });
  const changes: Change[] = [];
  for (const info of infos) {
    const change = await changeOf(context, info);
    if (change) changes.push(change);
  }
  for (const { info, live, patch } of changes) {
    const { resource, namespace, name } = info;
    const query = { dryRun: dryRun === 'server' };
    const next =
      dryRun === 'client'
        ? live
        : await api.patch(resource, namespace, name, 'merge', patch, query);
    await tell(next, 'configured');
  }
  return undefined;
}

export const setLastApplied: Command = {
  name: 'set-last-applied',
  use: 'set-last-applied -f FILENAME',
  examples: `# Let apply think that this manifest was the last one
kubectl apply set-last-applied -f web.yaml

# Do so even if the object was never applied
kubectl apply set-last-applied -f web.yaml --create-annotation=true`,
  short:
    'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  flags: [
    { name: 'create-annotation', type: 'bool', help: 'Makes the annotation where there is none.' },
    dryRunFlag,
    ...filenameFlags('that hold the last-applied configurations.').filter(
      ({ name }) => name === 'filename',
    ),
    ...printFlags,
  ],
  run: set,
};
