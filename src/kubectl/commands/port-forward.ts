/** `kubectl port-forward`: opens the pod's ports, and stays. Mirrors kubectl pkg/cmd/portforward. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import type { Command, CommandContext } from '../command.ts';
import { resourcePath } from '../discovery.ts';
import { KubectlError, usageError } from '../errors.ts';
import { findPod, findTarget, phaseOf } from './remote-target.ts';

interface PortPair {
  /** 0: any that is free. */
  readonly local: number;
  readonly remote: number;
}

const parsePort = (text: string): number => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN);

/** What Go says of a number it cannot read. */
const parseError = (side: string, text: string): KubectlError =>
  new KubectlError(
    `error parsing ${side} port '${text}': strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );

/** A name as the number it stands for among a container's or Service's ports. */
function named(
  text: string,
  ports: readonly { readonly name?: string; readonly number: number }[],
  owner: string,
): string {
  if (/^\d*$/.test(text)) return text;
  const found = ports.find(({ name }) => name === text);
  if (found) return String(found.number);
  throw new KubectlError(`${owner} does not have a named port '${text}'`);
}

/** A Service's port ⇒ the pod's port behind it. */
function targetPort({ metadata, spec }: Service, pod: Pod, port: number): number {
  const found = spec.ports?.find((one) => one.port === port);
  if (!found)
    throw new KubectlError(`Service ${metadata.name} does not have a service port ${port}`);
  const { targetPort: target = port } = found;
  if (spec.clusterIP === 'None') return port;
  if (typeof target === 'number') return target === 0 ? port : target;
  return Number(named(target, containerPorts(pod), `Pod '${pod.metadata.name}'`));
}

const containerPorts = ({ spec }: Pod) =>
  spec.containers.flatMap(({ ports = [] }) =>
    ports.map(({ name, containerPort }) => ({
      ...(name ? { name } : {}),
      number: containerPort,
    })),
  );

/** "8080:80", "80", ":80", and names for the pod's side. */
function parsePair(text: string, object: KubeObject, pod: Pod): PortPair {
  const parts = text.split(':');
  if (parts.length > 2) throw new KubectlError(`invalid port format '${text}'`);
  const [first = '', second = first] = parts;
  const service = object.kind === 'Service' ? (object as Service) : undefined;
  const ports = service
    ? (service.spec.ports ?? []).map(({ name, port }) => ({
        ...(name ? { name } : {}),
        number: port,
      }))
    : containerPorts(pod);
  const owner = service ? `Service '${service.metadata.name}'` : `Pod '${pod.metadata.name}'`;
  const remoteText = named(second, ports, owner);
  const localText = parts.length === 1 ? remoteText : first;
  const remote = parsePort(remoteText);
  const local = localText === '' ? 0 : parsePort(localText);
  if (Number.isNaN(local)) throw parseError('local', localText);
  if (Number.isNaN(remote)) throw parseError('remote', remoteText);
  if (remote === 0) throw new KubectlError('remote port must be > 0');
  return { local, remote: service ? targetPort(service, pod, remote) : remote };
}

/** Free ports are handed out from here on. */
const FIRST_FREE_PORT = 40_000;

/** Says what is open, then stays until it is interrupted. */
async function run(context: CommandContext): Promise<undefined> {
  const { args, api, host, path } = context;
  const [target = '', ...pairs] = args;
  if (pairs.length === 0)
    throw usageError(path, 'TYPE/NAME and list of ports are required for port-forward');
  const object = await findTarget(context, [target]);
  const pod = await findPod(context, [target], 'attach to');
  const ports = pairs.map((text) => parsePair(text, object, pod));
  const phase = phaseOf(pod);
  if (phase !== 'Running')
    throw new KubectlError(
      `unable to forward port because pod is not running. Current status=${phase}`,
    );
  const { namespace = '', name } = pod.metadata;
  const pods = { group: '', version: 'v1', plural: 'pods', namespaced: true };
  const { tunnel } = await api.send({
    method: 'POST',
    path: resourcePath(pods, namespace, name, 'portforward'),
  });
  if (!tunnel) throw new KubectlError('this connection to the API server carries no streams');
  if (tunnel.refused) throw new KubectlError(tunnel.refused);
  for (const [at, { local, remote }] of ports.entries()) {
    const shown = local || FIRST_FREE_PORT + at;
    await context.out(`Forwarding from 127.0.0.1:${shown} -> ${remote}\n`);
    await context.out(`Forwarding from [::1]:${shown} -> ${remote}\n`);
  }
  await new Promise<void>((_resolve, reject) => {
    host.signal.addEventListener('abort', () => reject(host.signal.reason), { once: true });
  });
}

export const portForward: Command = {
  name: 'port-forward',
  group: 'Troubleshooting and Debugging Commands',
  use: 'port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  short: 'Forward one or more local ports to a pod',
  long: `Forwards local ports to a pod, until it is interrupted.

This terminal has no network of its own, so nothing here can connect to the ports; "kubectl exec … -- curl localhost" asks from inside the pod.`,
  examples: `# Port 8080 here to port 80 of a pod
kubectl port-forward pod/mypod 8080:80`,
  flags: [
    {
      name: 'address',
      type: 'stringSlice',
      default: '[localhost]',
      help: 'Addresses to listen on.',
    },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '1m0s',
      help: 'How long to wait for a running pod.',
    },
  ],
  run,
};
