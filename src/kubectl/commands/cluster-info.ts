/** `kubectl cluster-info`. Mirrors kubectl pkg/cmd/clusterinfo/clusterinfo.go. */
import type { Service } from '#resources/service.ts';
import type { Command, CommandContext } from '../command.ts';
import { printFlags } from '../flag-sets.ts';
import { resourceFor } from '../resource-args.ts';
import { serverAddress } from '../server-address.ts';

/** Where a service is reached: its load balancer, else the server's proxy. */
function linkOf(server: string, { metadata, spec, status }: Service): string {
  const [ingress] = status?.loadBalancer?.ingress ?? [];
  const ports = spec.ports ?? [];
  if (ingress)
    return ports
      .map(({ port }) => `http://${ingress.ip || ingress.hostname || ''}:${port} `)
      .join('');
  const [first] = ports;
  const scheme = first && (first.name === 'https' || first.port === 443) ? 'https' : '';
  const name =
    first && (scheme || first.name)
      ? `${scheme}${scheme ? ':' : ''}${metadata.name}:${first.name ?? ''}`
      : metadata.name;
  return `${server}/api/v1/namespaces/${metadata.namespace ?? ''}/services/${name}/proxy`;
}

async function run(context: CommandContext): Promise<undefined> {
  const { api, flags, out } = context;
  const server = serverAddress(flags, context.kubeconfig);
  const hint =
    "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n";
  try {
    const { items } = await api.list<Service>(resourceFor(await api.discover(), 'services'), {
      namespace: flags.string('namespace') || 'kube-system',
      labelSelector: 'kubernetes.io/cluster-service=true',
    });
    const addons = items.map((service) => {
      const name = service.metadata.labels?.['kubernetes.io/name'] || service.metadata.name;
      return `${name} is running at ${linkOf(server, service)}\n`;
    });
    await out(`Kubernetes control plane is running at ${server}\n${addons.join('')}`);
  } finally {
    await out(hint);
  }
  return undefined;
}

const dump: Command = {
  name: 'dump',
  use: 'dump [flags]',
  short: 'Dump relevant information for debugging and diagnosis',
  long: `Dump information of the cluster that helps to find out what is wrong with it.

It goes to standard output, or with --output-directory to files in a folder. What is dumped: the nodes, and of each namespace its events, replication controllers, services, daemon sets, deployments, replica sets and pods, with the logs of all containers. Without --namespaces and --all-namespaces that is done for the current namespace and kube-system.`,
  examples: `# To standard output
kubectl cluster-info dump

# To files in a folder
kubectl cluster-info dump --output-directory=cluster-state

# All namespaces
kubectl cluster-info dump --all-namespaces

# Some of them
kubectl cluster-info dump --namespaces default,kube-system --output-directory=cluster-state`,
  flags: [
    { name: 'all-namespaces', short: 'A', type: 'bool', help: 'Dumps all namespaces.' },
    {
      name: 'namespaces',
      type: 'stringSlice',
      default: '[]',
      help: 'Namespaces to dump, divided by commas.',
    },
    {
      name: 'output-directory',
      type: 'string',
      help: "Where to put the files. Empty or '-' is standard output.",
    },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '20s',
      help: 'How long to wait for a running pod, as 5s, 2m or 3h.',
    },
    ...printFlags.map((flag) => (flag.name === 'output' ? { ...flag, default: "'json'" } : flag)),
  ],
  run: async (context) => {
    const { host } = context;
    const { dumpCluster } = await host.clock.load(() => import('./cluster-info/dump.ts'));
    return dumpCluster(context);
  },
};

export const clusterInfo: Command = {
  name: 'cluster-info',
  group: 'Cluster Management Commands',
  use: 'cluster-info [flags]',
  short: 'Display cluster information',
  long: `Display addresses of the control plane and of services with label kubernetes.io/cluster-service=true.

To look further into problems, use 'kubectl cluster-info dump'.`,
  examples: `# Where the control plane is
kubectl cluster-info`,
  commands: [dump],
  run,
};
