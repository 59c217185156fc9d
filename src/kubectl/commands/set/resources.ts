/** `kubectl set resources` */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import type { Container } from '#resources/pods/types.ts';
import type { Command, CommandContext } from '../../command.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../errors.ts';
import { changePodSpecs, checkLocal, readSetTargets, setFlags } from './change-pod-specs.ts';
import { allContainers, mapContainers, matchesName, withPodSpec } from './pod-spec.ts';
import { parseResourceList } from './resource-list.ts';

interface Wanted {
  /** The containers meant: a name, `web*`, `*`. */
  readonly containers: string;
  readonly limits: StringMap;
  readonly requests: StringMap;
}

const isEmpty = (map: StringMap): boolean => Object.keys(map).length === 0;

function wantedOf({ flags }: CommandContext): Wanted {
  if (flags.bool('all') && flags.string('selector'))
    throw new KubectlError('cannot set --all and --selector at the same time');
  const wanted = {
    containers: flags.string('containers'),
    limits: parseResourceList(flags.string('limits')),
    requests: parseResourceList(flags.string('requests')),
  };
  if (!flags.string('limits') && !flags.string('requests'))
    throw new KubectlError(
      'you must specify an update to requests or limits (in the form of --requests/--limits)',
    );
  return wanted;
}

function withResources(container: Container, { limits, requests }: Wanted): Container {
  const { resources } = container;
  return {
    ...container,
    resources: {
      ...resources,
      ...(isEmpty(limits) ? {} : { limits: { ...resources?.limits, ...limits } }),
      ...(isEmpty(requests) ? {} : { requests: { ...resources?.requests, ...requests } }),
    },
  };
}

function change(object: KubeObject, wanted: Wanted, errors: Error[]): KubeObject | undefined {
  let found = false;
  const after = withPodSpec(object, (spec) => {
    const isMeant = ({ name }: Container): boolean => matchesName(name, wanted.containers);
    found = allContainers(spec).some(isMeant);
    return mapContainers(spec, (container) =>
      isMeant(container) ? withResources(container, wanted) : container,
    );
  });
  if (found) return after;
  errors.push(new KubectlError(`error: unable to find container named ${wanted.containers}`));
  return undefined;
}

async function run(context: CommandContext): Promise<number> {
  const dryRun = await dryRunOf(context);
  const { infos } = await readSetTargets(context, context.args);
  checkLocal(context, dryRun);
  const wanted = wantedOf(context);
  const errors: Error[] = [];
  return changePodSpecs(
    context,
    infos,
    {
      operation: 'resource requirements updated',
      failure: 'failed to patch resources update to pod template ',
      change: (object) => change(object, wanted, errors),
    },
    errors,
  );
}

export const resourcesCommand: Command = {
  name: 'resources',
  use: 'resources (-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS]',
  short: 'Update resource requests/limits on objects with pod templates',
  long: `Sets how much CPU and memory containers ask for, and how much they may use.

A pod that is scheduled has what it asks for, and may burst up to its limits. Where a limit is given and no request, the request is the limit.`,
  examples: `# Limits of one container of a deployment
kubectl set resources deployment web -c=nginx --limits=cpu=200m,memory=512Mi

# Requests and limits of all its containers
kubectl set resources deployment web --limits=cpu=200m,memory=512Mi --requests=cpu=100m,memory=256Mi

# No requests and limits any more
kubectl set resources deployment web --limits=cpu=0,memory=0 --requests=cpu=0,memory=0`,
  flags: [
    ...setFlags,
    {
      name: 'containers',
      short: 'c',
      type: 'string',
      default: "'*'",
      help: 'The containers to change; may have wildcards.',
    },
    {
      name: 'limits',
      type: 'string',
      help: "What containers may use, as 'cpu=100m,memory=256Mi'.",
    },
    {
      name: 'requests',
      type: 'string',
      help: "What containers ask for, as 'cpu=100m,memory=256Mi'.",
    },
  ],
  run,
};
