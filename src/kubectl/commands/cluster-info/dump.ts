/** `kubectl cluster-info dump`: lists and logs, to standard output or to files. Mirrors kubectl pkg/cmd/clusterinfo/clusterinfo_dump.go. */
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import { resourcePath } from '../../discovery.ts';
import { isExpected, KubectlError } from '../../errors.ts';
import { absolutePath } from '../../paths.ts';
import { basicFormats, formatOf, objectPrinter, unknownFormat } from '../../printers/index.ts';
import { resourceFor } from '../../resource-args.ts';

/** What is dumped of each namespace, with the names of the files. */
const parts: readonly (readonly [resource: string, file: string])[] = [
  ['events', 'events'],
  ['replicationcontrollers', 'replication-controllers'],
  ['services', 'services'],
  ['daemonsets.apps', 'daemonsets'],
  ['deployments.apps', 'deployments'],
  ['replicasets.apps', 'replicasets'],
  ['pods', 'pods'],
];

const extensions: Readonly<Record<string, string>> = { json: '.json', yaml: '.yaml' };

/** Writes to standard output, or each name to a file of its own. */
function writer({ flags, host, out }: CommandContext) {
  const folder = flags.string('output-directory');
  const toFiles = folder !== '' && folder !== '-';
  const extension = extensions[formatOf({ flags } as CommandContext)] ?? '.txt';
  return {
    folder: toFiles ? folder : '',
    async write(name: string, text: string, ending = extension): Promise<void> {
      if (!toFiles) return out(text);
      const path = absolutePath(host, `${folder}/${name}${ending}`);
      const parent = path.slice(0, path.lastIndexOf('/'));
      if (!host.files.stat(parent)) host.files.makeFolder(parent, { parents: true });
      host.files.write(path, text);
    },
  };
}

async function listOf({ api }: CommandContext, name: string, namespace: string): Promise<object> {
  const resource = resourceFor(await api.discover(), name);
  return (await api.getPath(resourcePath(resource, namespace))) as object;
}

/** The logs of a pod's containers, each between two lines that say whose they are. */
async function logsOf({ api }: CommandContext, pod: Pod): Promise<string> {
  const { namespace = '', name } = pod.metadata;
  const resource = resourceFor(await api.discover(), 'pods');
  const containers = [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])];
  let text = '';
  for (const container of containers) {
    const whose = `logs for container ${container.name} of pod ${namespace}/${name} ====\n`;
    text += `==== START ${whose}`;
    try {
      const path = resourcePath(resource, namespace, name, 'log');
      for await (const piece of api.text(`${path}?container=${container.name}`)) text += piece;
    } catch (error) {
      if (!isExpected(error)) throw error;
      text += `Request log error: ${error.message}\n`;
    }
    text += `==== END ${whose}`;
  }
  return text;
}

async function namespacesOf(context: CommandContext): Promise<readonly string[]> {
  const { flags, api, namespace } = context;
  if (flags.bool('all-namespaces')) {
    const { items } = await api.list(resourceFor(await api.discover(), 'namespaces'), {});
    return items.map(({ metadata }) => metadata.name);
  }
  const given = flags.list('namespaces');
  return given.length > 0 ? given : ['kube-system', namespace];
}

/** Dumps the cluster. */
export async function dumpCluster(context: CommandContext): Promise<undefined> {
  const format = formatOf(context);
  const printer = objectPrinter(context, format, { keepOrder: true });
  if (!printer) throw unknownFormat(format, basicFormats);
  if (format === 'name')
    throw new KubectlError('list types are not supported by name printing: *v1.NodeList');
  const files = writer(context);
  await files.write('nodes', printer.print(await listOf(context, 'nodes', '')));
  for (const namespace of await namespacesOf(context)) {
    let pods: readonly Pod[] = [];
    for (const [resource, file] of parts) {
      const list = await listOf(context, resource, namespace);
      await files.write(`${namespace}/${file}`, printer.print(list));
      if (resource === 'pods') pods = (list as { readonly items: readonly Pod[] }).items;
    }
    for (const pod of pods)
      await files.write(
        `${namespace}/${pod.metadata.name}/logs`,
        await logsOf(context, pod),
        '.txt',
      );
  }
  if (files.folder) await context.out(`Cluster info dumped to ${files.folder}\n`);
  return undefined;
}
