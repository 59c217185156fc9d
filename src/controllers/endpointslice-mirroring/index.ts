/** Endpoints written by hand, mirrored into EndpointSlices. Mirrors kubernetes pkg/controller/endpointslicemirroring. */
import { isEqual } from '#apimachinery/equality.ts';
import { keyOf, type StringMap, splitKey } from '#apimachinery/object.ts';
import { controllerReference } from '#apimachinery/owner-references.ts';
import type { Client } from '#client/client.ts';
import { type EndpointAddress, type Endpoints, endpointsKind } from '#resources/endpoints.ts';
import {
  type Endpoint,
  type EndpointPort,
  type EndpointSlice,
  endpointSliceKind,
} from '#resources/endpointslice.ts';
import { serviceKind } from '#resources/service.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';

const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslicemirroring-controller.k8s.io';
const SERVICE_NAME = 'kubernetes.io/service-name';
const SKIP = 'endpointslice.kubernetes.io/skip-mirror';
const LEADER = 'control-plane.alpha.kubernetes.io/leader';
const LAST_CHANGE = 'endpoints.kubernetes.io/last-change-trigger-time';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** So many addresses of a subset are mirrored. */
const MOST = 1_000;

interface Content {
  readonly addressType: 'IPv4' | 'IPv6';
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly EndpointPort[];
}

const endpointOf = (address: EndpointAddress, ready: boolean): Endpoint => ({
  addresses: [address.ip],
  conditions: { ready },
  ...(address.hostname ? { hostname: address.hostname } : {}),
  ...(address.nodeName ? { nodeName: address.nodeName } : {}),
  ...(address.targetRef ? { targetRef: address.targetRef } : {}),
});

const familyOf = (ip: string): Content['addressType'] => (ip.includes(':') ? 'IPv6' : 'IPv4');

/** One slice for each subset and family. */
function contentsOf({ subsets = [] }: Endpoints): readonly Content[] {
  return subsets.flatMap(({ addresses = [], notReadyAddresses = [], ports = [] }) => {
    const all = [
      ...addresses.map((one) => [one, true] as const),
      ...notReadyAddresses.map((one) => [one, false] as const),
    ].slice(0, MOST);
    const listed = ports.map(({ name = '', port, protocol = 'TCP', appProtocol }) => ({
      name,
      port,
      protocol,
      ...(appProtocol ? { appProtocol } : {}),
    }));
    return (['IPv4', 'IPv6'] as const).flatMap((addressType) => {
      const own = all.filter(([{ ip }]) => familyOf(ip) === addressType);
      const endpoints = own.map(([address, ready]) => endpointOf(address, ready));
      return endpoints.length > 0 ? [{ addressType, endpoints, ports: listed }] : [];
    });
  });
}

/** Whether somebody else looks after the slices. */
function isMirrored(client: Client, endpoints: Endpoints): boolean {
  const { labels, annotations, namespace = '', name } = endpoints.metadata;
  if (labels?.[SKIP] === 'true' || annotations?.[LEADER] !== undefined) return false;
  const service = client.get(serviceKind, namespace, name);
  return service !== undefined && Object.keys(service.spec.selector ?? {}).length === 0;
}

function metadataOf({ metadata }: Endpoints): {
  readonly labels: StringMap;
  readonly annotations?: StringMap;
} {
  const { [SKIP]: _, ...own } = metadata.labels ?? {};
  const { [LAST_CHANGE]: _time, [LAST_APPLIED]: _applied, ...noted } = metadata.annotations ?? {};
  return {
    labels: { ...own, [SERVICE_NAME]: metadata.name, [MANAGED_BY]: MANAGER },
    ...(Object.keys(noted).length > 0 ? { annotations: noted } : {}),
  };
}

const isSame = (slice: EndpointSlice, content: Content, labels: StringMap): boolean =>
  slice.addressType === content.addressType &&
  isEqual(slice.endpoints ?? [], content.endpoints) &&
  isEqual(slice.ports ?? [], content.ports) &&
  isEqual(slice.metadata.labels, labels);

function sync({ client }: ControllerDeps, key: string): undefined {
  const { namespace, name } = splitKey(key);
  const endpoints = client.get(endpointsKind, namespace, name);
  const slices = client
    .byLabel(endpointSliceKind, namespace, SERVICE_NAME, name)
    .filter(({ metadata }) => metadata.labels?.[MANAGED_BY] === MANAGER);
  const wanted = endpoints && isMirrored(client, endpoints) ? contentsOf(endpoints) : [];
  const spare = [...slices];
  for (const content of wanted) {
    if (!endpoints) continue;
    const meta = metadataOf(endpoints);
    const at = spare.findIndex(({ addressType }) => addressType === content.addressType);
    const [slice] = at < 0 ? [] : spare.splice(at, 1);
    if (slice && isSame(slice, content, meta.labels)) continue;
    if (slice) {
      client.update(endpointSliceKind, {
        ...slice,
        ...content,
        metadata: { ...slice.metadata, ...meta },
      });
    } else {
      client.create(endpointSliceKind, {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          generateName: `${name}-`,
          namespace,
          ...meta,
          ownerReferences: [controllerReference(endpoints)],
        },
        ...content,
      });
    }
  }
  for (const slice of spare) client.delete(endpointSliceKind, slice);
  return undefined;
}

export const endpointSliceMirroringController: Controller = {
  name: 'endpoint-slice-mirroring-controller',
  start: (deps) => {
    const { client } = deps;
    const queue = startLoop(deps, (key) => sync(deps, key));
    /** Whose Service chooses pods is the endpoints controller's. */
    const isByHand = ({ metadata }: Endpoints): boolean =>
      metadata.labels?.['endpoints.kubernetes.io/managed-by'] === undefined;
    client.watch(endpointsKind, ({ object, revision }) => {
      if (isByHand(object)) queue.add(keyOf(object), revision);
    });
    client.watch(serviceKind, ({ object, revision }) => {
      if (Object.keys(object.spec.selector ?? {}).length === 0) queue.add(keyOf(object), revision);
    });
    client.watch(endpointSliceKind, ({ type, object, revision }) => {
      const { labels, namespace } = object.metadata;
      if (type === 'ADDED' || labels?.[MANAGED_BY] !== MANAGER) return;
      queue.add(`${namespace}/${labels[SERVICE_NAME]}`, revision);
    });
  },
};
