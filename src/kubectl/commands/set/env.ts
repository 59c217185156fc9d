/** `kubectl set env` */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Container, EnvVar, PodSpec } from '#resources/pods/types.ts';
import type { Command, CommandContext } from '../../command.ts';
import { type DryRun, dryRunOf } from '../../dry-run.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { type FetchedInfo, readInfos } from '../../resource-args.ts';
import { changePodSpecs, checkLocal, readSetTargets, setFlags } from './change-pod-specs.ts';
import { environmentText } from './env-list.ts';
import { References } from './env-resolve.ts';
import {
  changeVariables,
  type EnvChanges,
  parseEnvironment,
  splitEnvironment,
} from './env-text.ts';
import { allContainers, hasPodSpec, mapContainers, matchesName, withPodSpec } from './pod-spec.ts';

function validate(context: CommandContext, resources: readonly string[], dryRun: DryRun): void {
  const { flags } = context;
  checkLocal(context, dryRun);
  if (flags.list('filename').length === 0 && resources.length === 0)
    throw new KubectlError(
      'one or more resources must be specified as <resource> <name> or <resource>/<name>',
    );
  if (flags.bool('list') && flags.string('output'))
    throw new KubectlError('--list and --output may not be specified together');
  if (flags.list('keys').length > 0 && !flags.string('from'))
    throw new KubectlError(
      'when specifying --keys, a configmap or secret must be provided with --from',
    );
}

/** Every key of a ConfigMap or Secret as a variable that refers to it. */
async function variablesFrom(
  context: CommandContext,
  { object }: FetchedInfo,
): Promise<readonly EnvVar[]> {
  const source = { ConfigMap: 'configMapKeyRef', Secret: 'secretKeyRef' }[object.kind];
  if (!source) throw new KubectlError('unsupported resource specified in --from');
  const { data = {} } = object as KubeObject & { readonly data?: Readonly<Record<string, string>> };
  const wanted = context.flags.list('keys');
  const keys = Object.keys(data).filter((key) => wanted.length === 0 || wanted.includes(key));
  const variables: EnvVar[] = [];
  for (const key of keys.sort()) {
    const name = key.replaceAll(/[^a-zA-Z0-9_]/g, '_').toUpperCase();
    if (name !== key) await context.err(`Warning: key ${key} transferred to ${name}\n`);
    variables.push({ name, valueFrom: { [source]: { name: object.metadata.name, key } } });
  }
  return variables;
}

async function environmentChanges(
  context: CommandContext,
  words: readonly string[],
): Promise<EnvChanges> {
  const { flags, host } = context;
  const all = [...flags.list('env'), ...words];
  const { set, remove } = parseEnvironment(
    all,
    all.includes('-') ? await host.stdin.readAll() : '',
  );
  const from = flags.string('from');
  const sources = from ? (await readInfos(context, { args: [from] })).infos : [];
  const taken = await Promise.all(sources.map((info) => variablesFrom(context, info)));
  const prefix = flags.string('prefix');
  const named = [...set, ...taken.flat()].map((entry) => ({
    ...entry,
    name: `${prefix}${entry.name}`,
  }));
  return { set: named, remove };
}

function checkOverwrites({ env = [] }: Container, { set }: EnvChanges): void {
  for (const { name, value } of set) {
    const current = env.find((entry) => entry.name === name);
    if (current && current.value !== value)
      throw new KubectlError(
        `'${name}' already has a value (${current.value ?? ''}), and --overwrite is false`,
      );
  }
}

function withVariables(
  spec: PodSpec,
  wanted: string,
  changes: EnvChanges,
  overwrite: boolean,
): PodSpec {
  return mapContainers(spec, (container) => {
    if (!matchesName(container.name, wanted)) return container;
    if (!overwrite) checkOverwrites(container, changes);
    const { env: _, ...rest } = container;
    const env = changeVariables(container.env, changes);
    return env.length > 0 ? { ...rest, env } : rest;
  });
}

async function listVariables(
  context: CommandContext,
  infos: readonly FetchedInfo[],
  changes: EnvChanges,
): Promise<number> {
  const wanted = context.flags.string('containers');
  const references = context.flags.bool('resolve') ? new References(context) : undefined;
  for (const { object } of infos.filter((info) => hasPodSpec(info.object))) {
    let spec: PodSpec | undefined;
    withPodSpec(object, (before) => {
      spec = withVariables(before, wanted, changes, true);
      return before;
    });
    const containers = spec ? [...(spec.containers ?? []), ...(spec.initContainers ?? [])] : [];
    for (const container of containers.filter(({ name }) => matchesName(name, wanted))) {
      const { values, problems } = references
        ? await references.resolve(object, container)
        : { values: new Map<string, string>(), problems: [] };
      await context.out(environmentText(object, container, values));
      for (const problem of problems) await context.err(`${problem}\n`);
    }
  }
  return 0;
}

async function warnWithoutContainers(
  context: CommandContext,
  infos: readonly FetchedInfo[],
): Promise<void> {
  const wanted = context.flags.string('containers');
  for (const { object, name } of infos) {
    let found = true;
    if (hasPodSpec(object))
      withPodSpec(object, (spec) => {
        found = allContainers(spec).some((container) => matchesName(container.name, wanted));
        return spec;
      });
    if (!found)
      await context.err(
        `Warning: ${object.kind}/${name} does not have any containers matching "${wanted}"\n`,
      );
  }
}

async function run(context: CommandContext): Promise<number> {
  const { flags } = context;
  if (flags.bool('all') && flags.string('selector'))
    throw new KubectlError('cannot set --all and --selector at the same time');
  const { resources, variables } = splitEnvironment(context.args);
  validate(context, resources, await dryRunOf(context));
  const changes = await environmentChanges(context, variables);
  const { infos, errors } = await readSetTargets(context, flags.bool('local') ? [] : resources);
  throwAll(errors);
  await warnWithoutContainers(context, infos);
  if (flags.bool('list')) return listVariables(context, infos, changes);
  return changePodSpecs(context, infos, {
    operation: 'env updated',
    failure: 'failed to patch env update to pod template: ',
    change: (object) =>
      withPodSpec(object, (spec) =>
        withVariables(spec, flags.string('containers'), changes, flags.bool('overwrite')),
      ),
    checkPrint: () => {
      if (changes.set.length === 0 && variables.length === 0)
        throw new KubectlError('at least one environment variable must be provided');
    },
  });
}

export const envCommand: Command = {
  name: 'env',
  use: 'env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  short: 'Update environment variables on a pod template',
  long: `Sets, removes or lists environment variables of containers.

KEY=value sets one, KEY- removes it, - reads lines of standard input. --from takes the keys of a config map or secret.`,
  examples: `# Set a variable in all containers of a deployment
kubectl set env deployment/web STORAGE_DIR=/local

# List the variables of a deployment
kubectl set env deployment/web --list

# Take the keys of a config map, with a prefix
kubectl set env --from=configmap/settings --prefix=APP_ deployment/web

# Remove a variable
kubectl set env deployment/web STORAGE_DIR-`,
  flags: [
    ...setFlags,
    {
      name: 'containers',
      short: 'c',
      type: 'string',
      default: "'*'",
      help: 'The containers to change; may have wildcards.',
    },
    { name: 'from', type: 'string', help: 'A config map or secret to take variables from.' },
    { name: 'prefix', type: 'string', help: 'Put before the names of variables.' },
    {
      name: 'env',
      short: 'e',
      type: 'stringArray',
      default: '[]',
      help: 'A variable to set, as KEY=value; may be repeated.',
    },
    {
      name: 'keys',
      type: 'stringSlice',
      default: '[]',
      help: 'Which keys to take from --from, divided by commas.',
    },
    { name: 'list', type: 'bool', help: 'Shows the variables instead of changing them.' },
    {
      name: 'resolve',
      type: 'bool',
      help: 'With --list, shows the values that variables refer to.',
    },
    {
      name: 'overwrite',
      type: 'bool',
      default: 'true',
      help: 'Allows variables to be overwritten.',
    },
  ],
  run,
};
