/** The ports of a command line, and what they lead to in a pod. Mirrors kubectl pkg/cmd/portforward/portforward.go and client-go tools/portforward parsePorts. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import { KubectlError } from '../../errors.ts';

export interface PortPair {
  /** 0: any that is free. */
  readonly local: number;
  readonly remote: number;
}

/** "8080:80" ⇒ ["8080", "80"]; of more or fewer parts the first counts for both. */
function splitPort(text: string): readonly [local: string, remote: string] {
  const parts = text.split(':');
  const [first = '', second = ''] = parts;
  return parts.length === 2 ? [first, second] : [first, first];
}

const isNumber = (text: string): boolean => /^[+-]?\d+$/.test(text);

function podPort({ metadata, spec }: Pod, name: string): number {
  const ports = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(
    (container) => container.ports ?? [],
  );
  const found = ports.find((port) => (port.name ?? '') === name);
  if (found) return found.containerPort;
  throw new KubectlError(`Pod '${metadata.name}' does not have a named port '${name}'`);
}

function servicePort({ metadata, spec }: Service, name: string): number {
  const found = spec.ports?.find((port) => (port.name ?? '') === name);
  if (found) return found.port;
  throw new KubectlError(`Service '${metadata.name}' does not have a named port '${name}'`);
}

/** A Service's port ⇒ the pod's port behind it. */
function targetPort({ metadata, spec }: Service, pod: Pod, port: number): number {
  const found = spec.ports?.find((one) => one.port === port);
  if (!found)
    throw new KubectlError(`Service ${metadata.name} does not have a service port ${port}`);
  if (spec.clusterIP === 'None') return port;
  const { targetPort: target = port } = found;
  if (typeof target === 'string') return podPort(pod, target);
  return target === 0 ? port : target;
}

/** Refuses ports that are known for UDP alone. */
function checkUdp(
  texts: readonly string[],
  ports: readonly { readonly number: number; readonly protocol?: string }[],
  numberOf: (name: string) => number,
): void {
  const of = (protocol: string): ReadonlySet<number> =>
    new Set(ports.filter((port) => port.protocol === protocol).map(({ number }) => number));
  const [udp, tcp] = [of('UDP'), of('TCP')];
  for (const text of texts) {
    const [, remote] = splitPort(text);
    const number = isNumber(remote) ? Number(remote) : numberOf(remote);
    if (udp.has(number) && !tcp.has(number))
      throw new KubectlError(`UDP protocol is not supported for ${remote}`);
  }
}

function portsOfService(texts: readonly string[], service: Service, pod: Pod): readonly string[] {
  const ports = (service.spec.ports ?? []).map(({ port, protocol }) => ({
    number: port,
    ...(protocol ? { protocol } : {}),
  }));
  checkUdp(texts, ports, (name) => servicePort(service, name));
  return texts.map((text) => {
    const [local, remote] = splitPort(text);
    const number = isNumber(remote) ? Number(remote) : servicePort(service, remote);
    const own = local === remote ? String(number) : local;
    const target = String(targetPort(service, pod, number));
    return own === target ? target : `${own}:${target}`;
  });
}

function portsOfPod(texts: readonly string[], pod: Pod): readonly string[] {
  const ports = pod.spec.containers.flatMap(({ ports: own = [] }) =>
    own.map(({ containerPort, protocol }) => ({
      number: containerPort,
      ...(protocol ? { protocol } : {}),
    })),
  );
  checkUdp(texts, ports, (name) => podPort(pod, name));
  return texts.map((text) => {
    const [local, remote] = splitPort(text);
    if (!remote) throw new KubectlError('remote port cannot be empty');
    const target = isNumber(remote) ? remote : String(podPort(pod, remote));
    return local === remote ? target : `${local}:${target}`;
  });
}

/** The ports as numbers, local and the pod's own: `8080:http` ⇒ `8080:80`. */
export const resolvePorts = (
  texts: readonly string[],
  object: KubeObject,
  pod: Pod,
): readonly string[] =>
  object.kind === 'Service'
    ? portsOfService(texts, object as Service, pod)
    : portsOfPod(texts, pod);

function parsePort(side: string, text: string): number {
  const refuse = (why: string): KubectlError =>
    new KubectlError(
      `error parsing ${side} port '${text}': strconv.ParseUint: parsing ${JSON.stringify(text)}: ${why}`,
    );
  if (!/^\d+$/.test(text)) throw refuse('invalid syntax');
  if (Number(text) > 65_535) throw refuse('value out of range');
  return Number(text);
}

/** "8080:80", "80", ":80" */
export function parsePair(text: string): PortPair {
  const parts = text.split(':');
  const [first = '', second = first] = parts;
  const local = parsePort('local', parts.length === 2 && first === '' ? '0' : first);
  const remote = parsePort('remote', second);
  if (remote === 0) throw new KubectlError('remote port must be > 0');
  return { local, remote };
}

export interface ListenAddress {
  readonly address: string;
  /** It fails only when all of its kind do: the two of localhost. */
  readonly isOptional: boolean;
}

const IP4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const isIp4 = (text: string): boolean =>
  IP4.test(text) && text.split('.').every((part) => Number(part) <= 255);
const isIp6 = (text: string): boolean => text.includes(':') && /^[\da-fA-F:.]+$/.test(text);

/** The addresses of `--address`, in order. Mirrors client-go tools/portforward parseAddresses. */
export function parseAddresses(texts: readonly string[]): readonly ListenAddress[] {
  if (texts.length === 0) throw new KubectlError('you must specify at least 1 address');
  const found = new Map<string, ListenAddress>();
  for (const text of texts) {
    if (text === 'localhost') {
      for (const address of ['127.0.0.1', '::1'])
        if (!found.has(address)) found.set(address, { address, isOptional: true });
    } else if (isIp4(text) || isIp6(text)) found.set(text, { address: text, isOptional: false });
    else throw new KubectlError(`${text} is not a valid IP`);
  }
  return [...found.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** `127.0.0.1:80`, `[::1]:80` */
export const hostPort = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
