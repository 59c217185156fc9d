/** `kubectl expose` */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../command.ts';
import { dryRunOf } from '../dry-run.ts';
import { KubectlError } from '../errors.ts';
import { dryRunFlag, fieldManagerFlag, filenameFlags, printFlags } from '../flag-sets.ts';
import { withMadeApplied } from '../last-applied.ts';
import { changePrinter } from '../printers/index.ts';
import { type FetchedInfo, visitResources } from '../resource-args.ts';
import { type KnownResource, sendMade } from './create/generator.ts';
import { checkExposable, portsFor, selectorFor } from './exposable.ts';
import { overrideFlags, withOverrides } from './override-object.ts';
import { recorded, recordFlag } from './record.ts';
import { makeService, parseLabelSet } from './service-spec.ts';

const MAX_NAME = 63;
export const serviceResource: KnownResource = {
  group: '',
  version: 'v1',
  plural: 'services',
  kind: 'Service',
  namespaced: true,
};

function selectorOf(
  { flags }: CommandContext,
  object: KubeObject,
): Readonly<Record<string, string>> {
  const text = flags.string('selector');
  if (text) return parseLabelSet(text);
  try {
    return selectorFor(object);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(
      `couldn't retrieve selectors via --selector flag or introspection: ${error.message}`,
    );
  }
}

function portsOf({ flags }: CommandContext, found: readonly string[]): readonly string[] {
  const port = flags.string('port');
  if (port) return port.split(',');
  if (found.length === 0 && flags.string('cluster-ip') !== 'None')
    throw new KubectlError("couldn't find port via --port flag or introspection");
  return found;
}

/** The Service for an object, from its own words and the flags. */
function serviceFor(context: CommandContext, info: FetchedInfo): JsonObject {
  const { flags, namespace, namespaceGiven } = context;
  checkExposable(info.resource);
  const selector = selectorOf(context, info.object);
  const protocols = portsFor(info.object);
  const ports = portsOf(context, [...protocols.keys()]);
  const labels = flags.string('labels');
  return makeService({
    name: flags.string('name') || info.name.slice(0, MAX_NAME),
    namespace: namespaceGiven ? namespace : undefined,
    labels: labels ? parseLabelSet(labels) : info.object.metadata.labels,
    selector,
    ports,
    protocol: flags.string('protocol'),
    protocols,
    targetPort: flags.string('target-port'),
    externalIP: flags.string('external-ip'),
    type: flags.string('type'),
    loadBalancerIP: flags.string('load-balancer-ip'),
    sessionAffinity: flags.string('session-affinity'),
    clusterIP: flags.string('cluster-ip'),
  });
}

async function run(context: CommandContext): Promise<number> {
  const { args, flags } = context;
  const dryRun = await dryRunOf(context);
  const print = changePrinter(context, dryRun, { keepOrder: dryRun === 'client' });
  const kustomize = flags.string('kustomize');
  await visitResources(
    context,
    {
      args,
      filenames: flags.list('filename'),
      ...(kustomize ? { kustomize } : {}),
      recursive: flags.bool('recursive'),
      continueOnError: true,
    },
    async (info) => {
      const made = withOverrides(context, serviceFor(context, info), serviceResource);
      const service = recorded(context, made as unknown as KubeObject);
      const draft = flags.bool('save-config') ? withMadeApplied(service) : service;
      await print(await sendMade(context, serviceResource, draft, dryRun, undefined), 'exposed');
    },
  );
  return 0;
}

export const expose: Command = {
  name: 'expose',
  group: 'Basic Commands (Beginner)',
  use: 'expose (-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]',
  short:
    'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
  long: `Exposes a resource as a new service.

The new service selects what the named object selects: a deployment, replica set, replication controller or service lends its selector, a pod its labels. Selectors with more than plain labels can't be lent. Without --port the ports of the resource are taken, and without labels its labels.`,
  examples: `# A deployment: port 80, sent to port 8000 of its containers
kubectl expose deployment web --name=shop --port=80 --target-port=8000

# A pod, under another name
kubectl expose pod client --port=444 --name=client-https

# Another service in front of one, with another port
kubectl expose service web --port=443 --target-port=8443 --name=web-https`,
  flags: [
    ...printFlags,
    recordFlag,
    { name: 'protocol', type: 'string', help: "The service's network protocol. Default is 'TCP'." },
    {
      name: 'port',
      type: 'string',
      help: 'The port the service listens on. Default: that of the resource.',
    },
    {
      name: 'type',
      type: 'string',
      help: "ClusterIP, NodePort, LoadBalancer or ExternalName. Default is 'ClusterIP'.",
    },
    { name: 'load-balancer-ip', type: 'string', help: 'Address for the load balancer.' },
    {
      name: 'selector',
      type: 'string',
      help: 'Labels the service looks for. Default: those of the resource.',
    },
    { name: 'labels', short: 'l', type: 'string', help: 'Labels of the service.' },
    { name: 'target-port', type: 'string', help: 'Name or number of the port of the containers.' },
    { name: 'external-ip', type: 'string', help: 'Another address the service answers to.' },
    { name: 'name', type: 'string', help: 'Name of the service.' },
    { name: 'session-affinity', type: 'string', help: "'None' or 'ClientIP'." },
    {
      name: 'cluster-ip',
      type: 'string',
      help: "Address of the service, or 'None' for a headless one.",
    },
    fieldManagerFlag('kubectl-expose'),
    ...overrideFlags,
    dryRunFlag,
    {
      name: 'save-config',
      type: 'bool',
      help: "Keeps the object's configuration in its annotation, for a later kubectl apply.",
    },
    ...filenameFlags('identifying the resource to expose a service'),
  ],
  run,
};
