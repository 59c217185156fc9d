/** Gives Services their addresses and node ports. Mirrors kubernetes pkg/registry/core/service/storage/alloc.go. */
import type { Kind, KindContext } from '#apimachinery/kind.ts';
import { networkOf, parseCidr, parseIpv4, printIpv4 } from '../networking/ip.ts';
import type { ServiceCidr } from '../networking/types.ts';
import { serviceCidrKind } from '../servicecidr.ts';
import {
  needsClusterIp,
  needsHealthCheck,
  needsNodePort,
  type Service,
  type ServicePort,
  type ServiceSpec,
} from './types.ts';

/** Where addresses come from in a cluster that says nothing else. */
export const DEFAULT_SERVICE_CIDR = '10.96.0.0/12';
export const FIRST_NODE_PORT = 30_000;
export const LAST_NODE_PORT = 32_767;
const NODE_PORTS_BY_HAND = 86;

/** A block of addresses, its first ones kept for those who choose by hand. */
export interface Block {
  readonly cidr: string;
  readonly first: number;
  readonly size: number;
  /** How many at its beginning are given only to who asks. Mirrors ipallocator calculateRangeOffset. */
  readonly byHand: number;
}

function blockOf(cidr: string): Block | undefined {
  const parsed = parseCidr(cidr);
  if (parsed?.family !== 'IPv4') return undefined;
  const size = 2 ** (32 - parsed.prefix);
  const byHand = size < 16 ? 0 : Math.min(256, Math.max(16, Math.floor(size / 16)));
  return { cidr, first: Number(networkOf(parsed)), size, byHand };
}

/** The IPv4 blocks of the cluster's ServiceCIDRs. */
export function serviceBlocks(context: KindContext): readonly Block[] {
  const cidrs = (context.stored(serviceCidrKind as unknown as Kind) as readonly ServiceCidr[])
    .filter(({ metadata }) => !metadata.deletionTimestamp)
    .flatMap(({ spec }) => spec.cidrs ?? []);
  return (cidrs.length > 0 ? cidrs : [DEFAULT_SERVICE_CIDR]).flatMap((cidr) => blockOf(cidr) ?? []);
}

/** Whether an address is one the cluster gives to Services (the first and last are nobody's). */
export function isInBlocks(text: string, blocks: readonly Block[]): boolean {
  const ip = parseIpv4(text);
  if (ip === undefined) return false;
  return blocks.some(({ first, size }) => ip > first && ip < first + size - 1);
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
    if (spec.healthCheckNodePort) ports.add(spec.healthCheckNodePort);
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
  if (size <= 0) return undefined;
  const start = context.integer(size);
  for (let tried = 0; tried < size; tried += 1) {
    const value = from + ((start + tried) % size);
    if (!isTaken(value)) return value;
  }
  return undefined;
}

function clusterIp(service: Service, taken: ReadonlySet<string>, context: KindContext): string {
  const { name, namespace } = service.metadata;
  const isTaken = (value: number): boolean => taken.has(printIpv4(value));
  for (const { first, size, byHand } of serviceBlocks(context)) {
    if (name === 'kubernetes' && namespace === 'default') return printIpv4(first + 1);
    const from = first + Math.max(1, byHand);
    const ip =
      pick(from, first + size - 1 - from, context, isTaken) ??
      pick(first + 1, from - first - 1, context, isTaken);
    if (ip !== undefined) return printIpv4(ip);
  }
  return '';
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

/** A port of the nodes that nobody has. */
function freePort(context: KindContext, isTaken: (port: number) => boolean): number | undefined {
  const from = FIRST_NODE_PORT + NODE_PORTS_BY_HAND;
  return pick(from, LAST_NODE_PORT - from + 1, context, isTaken);
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
  return ports.map((port) => {
    if (port.nodePort) return port;
    const shared = byPort.get(port.port);
    const nodePort = shared ?? freePort(context, (value) => used.has(value));
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
  // Addresses without the first one are refused later.
  const isHalf = !spec.clusterIP && Boolean(spec.clusterIPs?.[0]);
  if (!needsClusterIp(spec) || isHalf) {
    const { clusterIP, clusterIPs = [] } = spec;
    if (!clusterIP || clusterIPs.length > 0) return service;
    return { ...service, spec: { ...spec, clusterIPs: [clusterIP] } };
  }
  const wantsPort = needsNodePort(spec) && (spec.ports ?? []).some(({ nodePort }) => !nodePort);
  const wantsHealth = needsHealthCheck(spec) && !spec.healthCheckNodePort;
  const taken =
    !spec.clusterIP || wantsPort || wantsHealth
      ? takenBy(context.stored(serviceKind) as readonly Service[], service)
      : { ips: new Set<string>(), ports: new Set<number>() };
  spec = families(spec);
  const ip = spec.clusterIP || clusterIp(service, taken.ips, context);
  if (spec.clusterIP !== ip) spec = { ...spec, clusterIP: ip };
  if (!spec.clusterIPs?.length) spec = { ...spec, clusterIPs: [ip] };
  if (wantsPort) spec = { ...spec, ports: nodePorts(spec.ports ?? [], taken.ports, context) };
  if (wantsHealth) {
    for (const { nodePort } of spec.ports ?? []) if (nodePort) taken.ports.add(nodePort);
    const port = freePort(context, (value) => taken.ports.has(value));
    if (port !== undefined) spec = { ...spec, healthCheckNodePort: port };
  }
  return spec === service.spec ? service : { ...service, spec };
}
