/** `kubectl cluster-info`. Mirrors kubectl pkg/cmd/clusterinfo/clusterinfo.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../command.ts';
import { notSimulatedError } from '../errors.ts';
import { currentContext } from '../kubeconfig.ts';

/** Address of the API server in use. */
function serverOf({ flags, kubeconfig }: CommandContext): string {
  const { cluster } = currentContext(kubeconfig, flags.string('context'));
  const found = kubeconfig.clusters.find(({ name }) => name === cluster);
  return flags.string('server') || String(found?.cluster['server'] ?? 'http://localhost:8080');
}

async function run(context: CommandContext): Promise<undefined> {
  const { api, host } = context;
  const server = serverOf(context);
  const services = (await api.discover()).find('services');
  const list = services
    ? await api.list(services, {
        namespace: 'kube-system',
        labelSelector: 'kubernetes.io/cluster-service=true',
      })
    : { items: [] as readonly KubeObject[] };
  const paint = (color: number, text: string): string =>
    host.stdout.isTerminal ? `\u001b[0;${color}m${text}\u001b[0m` : text;
  const line = (name: string, address: string): string =>
    `${paint(32, name)} is running at ${paint(33, address)}\n`;
  const addons = list.items.map(({ metadata: { name, namespace, labels } }) =>
    line(
      labels?.['kubernetes.io/name'] ?? name,
      `${server}/api/v1/namespaces/${namespace ?? ''}/services/${name}/proxy`,
    ),
  );
  await context.out(
    `${line('Kubernetes control plane', server)}${addons.join('')}\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
  );
  return undefined;
}

export const clusterInfo: Command = {
  name: 'cluster-info',
  group: 'Cluster Management Commands',
  use: 'cluster-info',
  short: 'Display cluster information',
  long: `Display addresses of the control plane and of services with label kubernetes.io/cluster-service=true.

To look further into problems, use 'kubectl cluster-info dump'.`,
  examples: `# Where the control plane is
kubectl cluster-info`,
  commands: [
    {
      name: 'dump',
      use: 'dump',
      short: 'Dump relevant information for debugging and diagnosis',
      run: () => Promise.reject(notSimulatedError('kubectl cluster-info dump')),
    },
  ],
  run,
};
