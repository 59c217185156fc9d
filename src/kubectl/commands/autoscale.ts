/** `kubectl autoscale` */
import type { KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Command, CommandContext } from '../command.ts';
import { groupVersionOf } from '../discovery.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import { KubectlError, notSimulatedError } from '../errors.ts';
import { dryRunFlag, fieldManagerFlag, filenameFlags, printFlags } from '../flag-sets.ts';
import { withMadeApplied } from '../last-applied.ts';
import { changePrinter } from '../printers/index.ts';
import { type FetchedInfo, visitResources } from '../resource-args.ts';
import { autoscaleMetrics } from './autoscale-metrics.ts';
import { type KnownResource, sendMade } from './create/generator.ts';
import { recorded, recordFlag } from './record.ts';

const autoscalerResource: KnownResource = {
  group: 'autoscaling',
  version: 'v2',
  plural: 'horizontalpodautoscalers',
  kind: 'HorizontalPodAutoscaler',
  namespaced: true,
};

function checkLimits({ flags }: CommandContext): void {
  const [least, most] = [flags.number('min'), flags.number('max')];
  if (most < 1)
    throw new KubectlError(`--max=MAXPODS is required and must be at least 1, max: ${most}`);
  if (most < least)
    throw new KubectlError(
      `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${most}, min: ${least}`,
    );
}

/** The autoscaler, with keys in Go's order. */
function makeAutoscaler(context: CommandContext, { resource, name }: FetchedInfo): KubeObject {
  const { flags, namespace, namespaceGiven } = context;
  const metrics = autoscaleMetrics(context);
  const made = {
    kind: 'HorizontalPodAutoscaler',
    apiVersion: 'autoscaling/v2',
    metadata: {
      name: flags.string('name') || name,
      ...(namespaceGiven ? { namespace } : {}),
    },
    spec: {
      scaleTargetRef: { kind: resource.kind, name, apiVersion: groupVersionOf(resource) },
      ...(flags.number('min') > 0 ? { minReplicas: flags.number('min') } : {}),
      maxReplicas: flags.number('max'),
      ...(metrics.length > 0 ? { metrics } : {}),
    },
    status: { desiredReplicas: 0, currentMetrics: null },
  };
  return made as unknown as KubeObject;
}

/** What the older version of the API could not say either is told in words of its own. Mirrors canCreateHPAV1. */
async function sendOrExplain(
  context: CommandContext,
  draft: KubeObject,
  dryRun: DryRun,
): Promise<KubeObject> {
  const { flags } = context;
  try {
    return await sendMade(context, autoscalerResource, draft, dryRun, undefined);
  } catch (error) {
    const cpu = flags.string('cpu');
    const fitsV1 =
      !flags.string('memory') && (cpu.endsWith('%') || flags.number('cpu-percent') >= 0);
    if (!(error instanceof StatusError) || (cpu && fitsV1)) throw error;
    // What Go prints for an error that is none.
    const why = cpu ? '%!w(<nil>)' : 'empty input';
    throw new KubectlError(
      `failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: ${why}`,
    );
  }
}

async function run(context: CommandContext): Promise<number> {
  const { args, flags } = context;
  const dryRun = await dryRunOf(context);
  const print = changePrinter(context, dryRun, { keepOrder: dryRun === 'client' });
  checkLimits(context);
  autoscaleMetrics(context);
  const { resources } = await context.api.discover();
  const isServed = resources.some(({ group }) => group === autoscalerResource.group);
  const query = { args, filenames: flags.list('filename'), continueOnError: true };
  const count = await visitResources(context, query, async (info) => {
    if (!info.resource.subresources.includes('scale'))
      throw new KubectlError(
        `cannot autoscale a ${info.resource.kind}: could not find scale subresource for ${info.resource.group}/${info.resource.version}, Resource=${info.resource.plural} in discovery information`,
      );
    if (!isServed && dryRun !== 'client') throw notSimulatedError('autoscalers');
    const scaler = recorded(context, makeAutoscaler(context, info));
    const draft = flags.bool('save-config') ? withMadeApplied(scaler) : scaler;
    await print(await sendOrExplain(context, draft, dryRun), 'autoscaled');
  });
  if (count === 0) throw new KubectlError('no objects passed to autoscale');
  return 0;
}

export const autoscale: Command = {
  name: 'autoscale',
  group: 'Deploy Commands',
  use: 'autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu=CPU] [--memory=MEMORY]',
  short: 'Auto-scale a deployment, replica set, stateful set, or replication controller',
  long: `Makes an autoscaler, which chooses and sets how many pods run.

The workload is named by its type and name, or by a manifest: a deployment, stateful set, replica set or replication controller.`,
  examples: `# Between 2 and 10 pods
kubectl autoscale deployment web --min=2 --max=10

# At most 5 pods, at 80 % of the CPU they ask for
kubectl autoscale statefulset db --max=5 --cpu=80%`,
  flags: [
    recordFlag,
    ...printFlags,
    {
      name: 'min',
      type: 'int32',
      default: '-1',
      help: 'At least so many pods. Negative: as the server decides.',
    },
    {
      name: 'max',
      type: 'int32',
      default: '-1',
      required: true,
      help: 'At most so many pods. Required.',
    },
    {
      name: 'cpu-percent',
      type: 'int32',
      default: '-1',
      help: 'Average use of CPU to aim at, in percent of what pods ask for.',
      deprecated:
        "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
    },
    {
      name: 'cpu',
      type: 'string',
      help: 'Use of CPU to aim at: 70% of what pods ask for, or 500m a pod.',
    },
    {
      name: 'memory',
      type: 'string',
      help: 'Use of memory to aim at: 60% of what pods ask for, or 200Mi a pod.',
    },
    { name: 'name', type: 'string', help: "The autoscaler's name. Default: that of the resource." },
    dryRunFlag,
    ...filenameFlags('identifying the resource to autoscale.'),
    {
      name: 'save-config',
      type: 'bool',
      help: "Keeps the object's configuration in its annotation, for a later kubectl apply.",
    },
    fieldManagerFlag('kubectl-autoscale'),
  ],
  run,
};
