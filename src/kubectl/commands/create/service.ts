/** `kubectl create service clusterip`, `nodeport`, `loadbalancer` and `externalname` */

import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import type { Flag } from '../../flags.ts';
import { runWithoutSubcommand } from '../family.ts';
import { generatorCommand } from './generator.ts';

const tcpFlag: Flag = {
  name: 'tcp',
  type: 'stringSlice',
  default: '[]',
  help: "Pairs of ports, as '<port>:<targetPort>'.",
};

const PORT_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** "80" ⇒ 80; refuses what is no port, in Go's words. */
function portNumber(text: string): number {
  const invalid = (): KubectlError =>
    new KubectlError(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
  if (!/^\d+$/.test(text)) throw invalid();
  const port = Number(text);
  if (port > 65_535)
    throw new KubectlError(
      `strconv.ParseUint: parsing ${JSON.stringify(text)}: value out of range`,
    );
  return port;
}

function targetOf(text: string | undefined, port: number): number | string {
  if (text === undefined) return port;
  if (/^-?\d+$/.test(text)) {
    const number = Number(text);
    if (number < 1 || number > 65_535)
      throw new KubectlError('must be between 1 and 65535, inclusive');
    return number;
  }
  if (text.length > 15) throw new KubectlError('must be no more than 15 characters');
  if (!PORT_NAME.test(text))
    throw new KubectlError(
      'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    );
  return text;
}

/** "80:8080" ⇒ { name: "80-8080", protocol: "TCP", port: 80, targetPort: 8080 } */
function servicePort(pair: string, nodePort: number): JsonObject {
  const [port = '', target] = pair.split(':');
  const number = portNumber(port);
  return {
    name: pair.replaceAll(':', '-'),
    protocol: 'TCP',
    port: number,
    targetPort: targetOf(target, number),
    ...(nodePort ? { nodePort } : {}),
  };
}

interface ServiceWords {
  readonly name: string;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly use: string;
  readonly examples: string;
  readonly flags: readonly Flag[];
}

function specOf({ flags, args }: CommandContext, type: ServiceWords['type']): JsonObject {
  const clusterIP = flags.has('clusterip') ? flags.string('clusterip') : '';
  const nodePort = flags.has('node-port') ? flags.number('node-port') : 0;
  const externalName = flags.has('external-name') ? flags.string('external-name') : '';
  const pairs = flags.list('tcp');
  if (clusterIP !== 'None' && pairs.length === 0 && type !== 'ExternalName')
    throw new KubectlError('at least one tcp port specifier must be provided');
  if (type === 'ExternalName' && dns1123SubdomainErrors(externalName).length > 0)
    throw new KubectlError(`invalid service external name ${externalName}`);
  return {
    ...(pairs.length > 0 ? { ports: pairs.map((pair) => servicePort(pair, nodePort)) } : {}),
    selector: { app: args[0] ?? '' },
    ...(clusterIP ? { clusterIP } : {}),
    type,
    ...(externalName ? { externalName } : {}),
  };
}

const serviceKind = ({ name, type, use, examples, flags }: ServiceWords): Command =>
  generatorCommand({
    name,
    use,
    short: `Create ${type === 'ExternalName' ? 'an' : 'a'} ${type} service`,
    examples,
    flags: [tcpFlag, ...flags],
    resource: { group: '', version: 'v1', plural: 'services', kind: 'Service', namespaced: true },
    failure: `failed to create ${type} service: `,
    make: (context, meta) => ({
      metadata: meta({ labels: { app: context.args[0] ?? '' } }),
      spec: specOf(context, type),
      status: { loadBalancer: {} },
    }),
  });

export const serviceCommand: Command = {
  name: 'service',
  aliases: ['svc'],
  use: 'service [flags] [options]',
  short: 'Create a service using a specified subcommand',
  commands: [
    serviceKind({
      name: 'clusterip',
      type: 'ClusterIP',
      use: 'clusterip NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]',
      examples: `# A ClusterIP service
kubectl create service clusterip inside --tcp=5678:8080

# A headless one
kubectl create service clusterip inside --clusterip="None"`,
      flags: [
        {
          name: 'clusterip',
          type: 'string',
          help: "An address of your own, or 'None' for a headless service.",
        },
      ],
    }),
    serviceKind({
      name: 'nodeport',
      type: 'NodePort',
      use: 'nodeport NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
      examples: `# A NodePort service
kubectl create service nodeport outside --tcp=5678:8080`,
      flags: [
        { name: 'node-port', type: 'int', default: '0', help: 'Port on each node of the cluster.' },
      ],
    }),
    serviceKind({
      name: 'loadbalancer',
      type: 'LoadBalancer',
      use: 'loadbalancer NAME [--tcp=port:targetPort] [--dry-run=server|client|none]',
      examples: `# A LoadBalancer service
kubectl create service loadbalancer door --tcp=5678:8080`,
      flags: [],
    }),
    serviceKind({
      name: 'externalname',
      type: 'ExternalName',
      use: 'externalname NAME --external-name external.name [--dry-run=server|client|none]',
      examples: `# An ExternalName service
kubectl create service externalname outside --external-name example.org`,
      flags: [
        {
          name: 'external-name',
          type: 'string',
          required: true,
          help: 'The name outside the cluster.',
        },
      ],
    }),
  ],
  run: runWithoutSubcommand,
};
