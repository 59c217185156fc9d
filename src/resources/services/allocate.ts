/** Gives Services their addresses and node ports. Mirrors kubernetes pkg/registry/core/service/storage/alloc.go. */
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import {
  needsClusterIp,
  needsNodePort,
  type Service,
  type ServicePort,
  type ServiceSpec,
} from './types.ts';

/** 10.96.0.0/12, and its lower part for addresses chosen by hand. */
export const SERVICE_RANGE = '10.96.0.0/12';
const FIRST = (10 << 24) | (96 << 16);
const SIZE = 2 ** 20;
const BY_HAND = 256;
export const FIRST_NODE_PORT = 30_000;
export const LAST_NODE_PORT = 32_767;
const NODE_PORTS_BY_HAND = 86;

/** 174063617 ⇒ "10.96.0.1" */
const printIp = (ip: number): string =>
  [ip >>> 24, (ip >>> 16) & 255, (ip >>> 8) & 255, ip & 255].join('.');

/** "10.96.0.1" ⇒ 174063617; NaN for what is no IPv4 address. */
function parseIp(text: string): number {
  const parts = text.split('.');
  const isIp = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && +part < 256);
  return isIp ? parts.reduce((ip, part) => ip * 256 + Number(part), 0) : Number.NaN;
}

/** Whether an address is one the cluster gives to Services (the first and last are nobody's). */
export function isInServiceRange(text: string): boolean {
  const offset = parseIp(text) - FIRST;
  return offset > 0 && offset < SIZE - 1;
}

/** The addresses and ports that Services other than `self` hold. */
export function takenBy(others: readonly Service[], self: Service) {
  const ips = new Set<string>();
  const ports = new Set<number>();
  const { name, namespace } = self.metadata;
  for (const { metadata, spec } of others) {
    if (metadata.name === name && metadata.namespace === namespace) continue;
    for (const ip of spec.clusterIPs ?? []) ips.add(ip);
    for (const { nodePort } of spec.ports ?? []) if (nodePort) ports.add(nodePort);
  }
  return { ips, ports };
}

/** The first free one from a random start, looking on in a circle. */
function pick(
  from: number,
  size: number,
  context: KindContext,
  isTaken: (value: number) => boolean,
) {
  const start = context.integer(size);
  for (let tried = 0; tried < size; tried += 1) {
    const value = from + ((start + tried) % size);
    if (!isTaken(value)) return value;
  }
  return undefined;
}

function clusterIp(service: Service, taken: ReadonlySet<string>, context: KindContext): string {
  const { name, namespace } = service.metadata;
  if (name === 'kubernetes' && namespace === 'default') return printIp(FIRST + 1);
  const free = (value: number): boolean => taken.has(printIp(value));
  const ip = pick(FIRST + BY_HAND, SIZE - BY_HAND - 1, context, free);
  return ip === undefined ? '' : printIp(ip);
}

/** IP families and policy: this cluster has IPv4 only. */
function families(spec: ServiceSpec): ServiceSpec {
  const isBare = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  const policy = spec.ipFamilyPolicy ?? (isBare ? 'RequireDualStack' : 'SingleStack');
  const known = spec.ipFamilies?.length ? spec.ipFamilies : ['IPv4'];
  const both = isBare && policy !== 'SingleStack' && known.length === 1;
  const ipFamilies = both ? [...known, known[0] === 'IPv4' ? 'IPv6' : 'IPv4'] : known;
  const isSaid = spec.ipFamilyPolicy === policy && spec.ipFamilies === ipFamilies;
  return isSaid ? spec : { ...spec, ipFamilies, ipFamilyPolicy: policy };
}

/** Two ports of one number (TCP and UDP) share their node port. */
function nodePorts(
  ports: readonly ServicePort[],
  taken: ReadonlySet<number>,
  context: KindContext,
): readonly ServicePort[] {
  const used = new Set(taken);
  const byPort = new Map<number, number>();
  for (const { port, nodePort } of ports) {
    if (!nodePort) continue;
    used.add(nodePort);
    byPort.set(port, nodePort);
  }
  const from = FIRST_NODE_PORT + NODE_PORTS_BY_HAND;
  return ports.map((port) => {
    if (port.nodePort) return port;
    const shared = byPort.get(port.port);
    const size = LAST_NODE_PORT - from + 1;
    const nodePort = shared ?? pick(from, size, context, (value) => used.has(value));
    if (nodePort === undefined) return port;
    used.add(nodePort);
    byPort.set(port.port, nodePort);
    return { ...port, nodePort };
  });
}

/** A Service with what it needs and did not bring. */
export function allocate(
  service: Service,
  context: KindContext,
  serviceKind: Kind<Service>,
): Service {
  let { spec } = service;
  if (!needsClusterIp(spec)) return service;
  const wantsIp = !spec.clusterIP && !spec.clusterIPs?.[0];
  const wantsPort = needsNodePort(spec) && (spec.ports ?? []).some(({ nodePort }) => !nodePort);
  const taken =
    wantsIp || wantsPort
      ? takenBy(context.stored(serviceKind) as readonly Service[], service)
      : { ips: new Set<string>(), ports: new Set<number>() };
  spec = families(spec);
  const ip = spec.clusterIP || spec.clusterIPs?.[0] || clusterIp(service, taken.ips, context);
  if (spec.clusterIP !== ip) spec = { ...spec, clusterIP: ip };
  if (!spec.clusterIPs?.length) spec = { ...spec, clusterIPs: [ip] };
  if (wantsPort) spec = { ...spec, ports: nodePorts(spec.ports ?? [], taken.ports, context) };
  return spec === service.spec ? service : { ...service, spec };
}
