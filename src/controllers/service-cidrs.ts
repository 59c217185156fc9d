/** Blocks of Service addresses are ready when they are seen, and go when nobody has an address of them. Mirrors kubernetes pkg/controller/servicecidrs/servicecidrs_controller.go. */
import { withCondition } from '#apimachinery/conditions.ts';
import { printTime } from '#apimachinery/time.ts';
import { ipAddressKind } from '#resources/ipaddress.ts';
import { containsCidr, parseCidr } from '#resources/networking/ip.ts';
import { type ServiceCidr, serviceCidrKind } from '#resources/servicecidr.ts';
import type { Controller, ControllerDeps } from './controller.ts';
import { startLoop } from './loop.ts';
import { withoutFinalizer } from './volume/finalizer.ts';

const FINALIZER = 'networking.k8s.io/service-cidr-finalizer';
const READY = 'Kubernetes Service CIDR is ready';
const IN_USE =
  'There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR';

const isInside = (ip: string, { spec }: ServiceCidr): boolean => {
  const address = parseCidr(`${ip}/${ip.includes(':') ? 128 : 32}`);
  return (spec.cidrs ?? []).some((text) => {
    const cidr = parseCidr(text);
    return Boolean(address && cidr && containsCidr(cidr, address));
  });
};

/** Whether somebody has an address that no other block holds. */
function isUsed({ client }: ControllerDeps, cidr: ServiceCidr): boolean {
  const others = client
    .list(serviceCidrKind)
    .filter(({ metadata }) => metadata.uid !== cidr.metadata.uid && !metadata.deletionTimestamp);
  return client
    .list(ipAddressKind)
    .some(
      ({ metadata }) =>
        isInside(metadata.name, cidr) && !others.some((other) => isInside(metadata.name, other)),
    );
}

function say(
  { client, clock }: ControllerDeps,
  cidr: ServiceCidr,
  status: string,
  reason: string,
  message: string,
): void {
  const before = cidr.status?.conditions ?? [];
  const conditions = withCondition(before, {
    type: 'Ready',
    status,
    reason,
    message,
    lastTransitionTime: printTime(clock.now()),
  });
  if (conditions === before) return;
  client.updateStatus(serviceCidrKind, { ...cidr, status: { ...cidr.status, conditions } });
}

function sync(deps: ControllerDeps, cidr: ServiceCidr): void {
  const { client } = deps;
  const { deletionTimestamp, finalizers = [] } = cidr.metadata;
  if (deletionTimestamp) {
    if (!finalizers.includes(FINALIZER)) return;
    if (isUsed(deps, cidr)) say(deps, cidr, 'False', 'Terminating', IN_USE);
    else client.update(serviceCidrKind, withoutFinalizer(cidr, FINALIZER));
    return;
  }
  const isHeld = finalizers.includes(FINALIZER);
  const held = isHeld
    ? cidr
    : client.update(serviceCidrKind, {
        ...cidr,
        metadata: { ...cidr.metadata, finalizers: [...finalizers, FINALIZER] },
      });
  say(deps, held, 'True', '', READY);
}

export const serviceCidrsController: Controller = {
  name: 'service-cidrs-controller',
  start: (deps) => {
    const { client } = deps;
    const queue = startLoop(deps, (name) => {
      const cidr = client.get(serviceCidrKind, '', name);
      if (cidr) sync(deps, cidr);
      return undefined;
    });
    const lookAtAll = (revision: number): void => {
      for (const { metadata } of client.list(serviceCidrKind)) queue.add(metadata.name, revision);
    };
    client.watch(serviceCidrKind, ({ type, object, revision }) => {
      if (type === 'DELETED') lookAtAll(revision);
      else queue.add(object.metadata.name, revision);
    });
    client.watch(ipAddressKind, ({ type, revision }) => {
      if (type === 'DELETED') lookAtAll(revision);
    });
  },
};
