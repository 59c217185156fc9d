/** `kubectl run` */
import type { KubeObject } from '#apimachinery/object.ts';
import { cascadeFlag, cascadeOf } from '../cascade.ts';
import type { Command, CommandContext } from '../command.ts';
import { type DryRun, dryRunOf } from '../dry-run.ts';
import { KubectlError, usageError } from '../errors.ts';
import { dryRunFlag, fieldManagerFlag, filenameFlags, printFlags } from '../flag-sets.ts';
import type { Flag } from '../flags.ts';
import { withMadeApplied } from '../last-applied.ts';
import { changePrinter, formatOf } from '../printers/index.ts';
import { type KnownResource, sendMade } from './create/generator.ts';
import { serviceResource } from './expose.ts';
import { isImageName } from './image-name.ts';
import { overrideFlags, withOverrides } from './override-object.ts';
import { recorded, recordFlag } from './record.ts';
import { runAttached } from './run-attached.ts';
import { makePod, runLabels } from './run-pod.ts';
import { makeService } from './service-spec.ts';

const podResource: KnownResource = {
  group: '',
  version: 'v1',
  plural: 'pods',
  kind: 'Pod',
  namespaced: true,
};

/** Whether kubectl stays with the pod it makes. */
const isAttached = ({ flags }: CommandContext): boolean =>
  flags.changed('attach') ? flags.bool('attach') : flags.bool('stdin');

/** Refuses what contradicts itself, in upstream's order. */
function validate(context: CommandContext, dryRun: DryRun): void {
  const { flags, path } = context;
  const image = flags.string('image');
  if (image === '') throw new KubectlError('--image is required');
  if (!isImageName(image))
    throw new KubectlError(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  if (flags.bool('tty') && !flags.bool('stdin'))
    throw usageError(path, '-i/--stdin is required for containers with -t/--tty=true');
  if (flags.bool('expose') && !flags.string('port'))
    throw usageError(path, '--port must be set when exposing a service');
  const restart = flags.string('restart');
  if (!['', 'Always', 'OnFailure', 'Never'].includes(restart))
    throw usageError(path, `invalid restart policy: ${restart}`);
  const attach = isAttached(context);
  if (flags.bool('rm') && !attach)
    throw usageError(path, '--rm should only be used for attached containers');
  if (attach && dryRun !== 'none')
    throw usageError(
      path,
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
  const pullPolicy = flags.string('image-pull-policy');
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(pullPolicy))
    throw usageError(path, `invalid image pull policy: ${pullPolicy}`);
}

function nameOf({ args, path }: CommandContext): string {
  const [name] = args;
  if (name === undefined) throw usageError(path, 'NAME is required for run');
  return name;
}

/** The ClusterIP Service of `--expose`. */
function serviceOf(context: CommandContext, name: string): KubeObject {
  const { flags, namespace, namespaceGiven } = context;
  return makeService({
    name,
    namespace: namespaceGiven ? namespace : undefined,
    labels: flags.string('labels') ? runLabels(context, name) : undefined,
    selector: runLabels(context, name),
    ports: [flags.string('port')],
    protocol: 'TCP',
    protocols: new Map(),
    targetPort: '',
    externalIP: '',
    type: '',
    loadBalancerIP: '',
    sessionAffinity: '',
    clusterIP: '',
  }) as unknown as KubeObject;
}

/** `--rm`: the pod goes again. */
async function remove(context: CommandContext, { metadata }: KubeObject): Promise<void> {
  const { api, out, flags } = context;
  const { namespace = '', name } = metadata;
  const resource = (await api.discover()).find('pods');
  if (!resource) return;
  const propagationPolicy = await cascadeOf(context);
  await api.delete(resource, namespace, name, { propagationPolicy });
  if (!flags.bool('quiet'))
    await out(`pod ${JSON.stringify(name)} deleted from ${namespace} namespace\n`);
}

async function execute(context: CommandContext): Promise<number> {
  // Asked for first: what is wrong with the kubeconfig is told in its words.
  void context.api;
  const dryRun = await dryRunOf(context);
  await cascadeOf(context);
  const print = changePrinter(context, dryRun, { keepOrder: dryRun === 'client' });
  const name = nameOf(context);
  validate(context, dryRun);
  if (name === '') throw new KubectlError('Parameter: name is required');
  const send = (resource: KnownResource, object: KubeObject): Promise<KubeObject> => {
    const noted = recorded(context, object);
    const isSent = dryRun !== 'client';
    const draft = isSent && context.flags.bool('save-config') ? withMadeApplied(noted) : noted;
    return sendMade(context, resource, draft, dryRun, undefined);
  };
  const made = withOverrides(context, makePod(context, name), podResource) as unknown as KubeObject;
  const pod = await send(podResource, made);
  if (isAttached(context)) {
    await runAttached(context, pod, () => remove(context, pod));
    return 0;
  }
  if (context.flags.bool('expose')) {
    await print(await send(serviceResource, serviceOf(context, name)), 'created');
    if (formatOf(context) === 'yaml') await context.out('---\n');
  }
  await print(pod, 'created');
  return 0;
}

/** Flags of deletion, which `run` takes for the sake of `--rm`; only `--cascade` makes a difference there. */
const deletionFlags: readonly Flag[] = [
  cascadeFlag('of a pod that --rm deletes'),
  ...filenameFlags('to use to replace the resource.'),
  { name: 'force', type: 'bool', help: 'Without effect here.' },
  { name: 'grace-period', type: 'int', default: '-1', help: 'Without effect here.' },
  { name: 'timeout', type: 'duration', default: '0s', help: 'Without effect here.' },
  { name: 'wait', type: 'bool', help: 'Without effect here.' },
];

const flags: readonly Flag[] = [
  ...deletionFlags,
  ...printFlags,
  recordFlag,
  dryRunFlag,
  { name: 'annotations', type: 'stringArray', default: '[]', help: 'Annotations of the pod.' },
  { name: 'image', type: 'string', required: true, help: 'The image to run.' },
  {
    name: 'image-pull-policy',
    type: 'string',
    help: 'When to pull the image. Empty: as the server decides.',
  },
  { name: 'rm', type: 'bool', help: 'Deletes the pod after it ends. Only with --attach or -i.' },
  {
    name: 'env',
    type: 'stringArray',
    default: '[]',
    help: 'Environment variables of the container.',
  },
  { name: 'port', type: 'string', help: 'The port the container listens on.' },
  { name: 'labels', short: 'l', type: 'string', help: 'Labels of the pod, divided by commas.' },
  { name: 'stdin', short: 'i', type: 'bool', help: "Keeps the container's standard input open." },
  { name: 'tty', short: 't', type: 'bool', help: 'Gives the container a terminal.' },
  { name: 'attach', type: 'bool', help: 'Waits for the pod and attaches to it.' },
  {
    name: 'leave-stdin-open',
    type: 'bool',
    help: 'Leaves standard input open after the first attach.',
  },
  {
    name: 'restart',
    type: 'string',
    default: "'Always'",
    help: "The pod's restart policy: Always, OnFailure or Never.",
  },
  {
    name: 'command',
    type: 'bool',
    help: "Takes further words as the container's command rather than its arguments.",
  },
  { name: 'expose', type: 'bool', help: 'Makes a ClusterIP service for the pod. Needs --port.' },
  { name: 'quiet', short: 'q', type: 'bool', help: 'Prints no prompts.' },
  { name: 'privileged', type: 'bool', help: 'Runs the container in privileged mode.' },
  fieldManagerFlag('kubectl-run'),
  ...overrideFlags,
  {
    name: 'save-config',
    type: 'bool',
    help: "Keeps the object's configuration in its annotation, for a later kubectl apply.",
  },
  {
    name: 'pod-running-timeout',
    type: 'duration',
    default: '1m0s',
    help: 'How long to wait for a running pod, as 5s, 2m or 3h.',
  },
];

export const run: Command = {
  name: 'run',
  group: 'Basic Commands (Beginner)',
  use: 'run NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
  short: 'Run a particular image on the cluster',
  long: 'Makes a pod that runs an image.',
  examples: `# A pod
kubectl run nginx --image=nginx

# With a port
kubectl run cache --image=redis --port=6379

# With variables
kubectl run cache --image=redis --env="DNS_DOMAIN=cluster" --env="POD_NAMESPACE=default"

# With labels
kubectl run cache --image=redis --labels="app=cache,env=prod"

# Only show what would be made
kubectl run nginx --image=nginx --dry-run=client

# With arguments of its own
kubectl run nginx --image=nginx -- nginx -g 'daemon off;'

# With another command
kubectl run nginx --image=busybox --command -- sleep 3600`,
  flags,
  run: execute,
};
