/** The endpoints controller: what the EndpointSlice controller says, in the words of old. Mirrors kubernetes pkg/controller/endpoint/endpoints_controller.go. */
import { isEqual } from '#apimachinery/equality.ts';
import { keyOf, type StringMap, splitKey } from '#apimachinery/object.ts';
import { type Endpoints, endpointsKind } from '#resources/endpoints.ts';
import { podKind } from '#resources/pod.ts';
import { type Service, serviceKind } from '#resources/service.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { concerns, hasSelector, isVisible, podsOf } from '../endpointslice/selection.ts';
import {
  createTriggerTimes,
  type TriggerTimes,
  withTriggerTime,
} from '../endpointslice/trigger-times.ts';
import { startLoop } from '../loop.ts';
import { subsetsOf, truncated } from './subsets.ts';

const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const MANAGER = 'endpoint-controller';
const HEADLESS = 'service.kubernetes.io/headless';
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';
/** Differs: upstream is busy for as long as its calls take; whoever still reads Endpoints can wait a little. */
const BUSY_MS = 100;

function labelsOf({ metadata, spec }: Service): StringMap {
  const { [HEADLESS]: _, ...own } = metadata.labels ?? {};
  const isHeadless = !spec.clusterIP || spec.clusterIP === 'None';
  return { ...own, ...(isHeadless ? { [HEADLESS]: '' } : {}), [MANAGED_BY]: MANAGER };
}

function write(
  { client }: ControllerDeps,
  service: Service,
  current: Endpoints | undefined,
  wanted: Pick<Endpoints, 'subsets'>,
  annotations: StringMap | undefined,
): void {
  const { name, namespace = '' } = service.metadata;
  const { annotations: _old, ...rest } = current?.metadata ?? {};
  const metadata = {
    ...rest,
    name,
    namespace,
    labels: labelsOf(service),
    ...(annotations ? { annotations } : {}),
  };
  const body = { apiVersion: 'v1', kind: 'Endpoints', ...wanted };
  if (!current) client.create(endpointsKind, { ...body, metadata });
  else {
    const kept = { ...current.metadata, ...metadata };
    if (!annotations) delete (kept as { annotations?: StringMap }).annotations;
    client.update(endpointsKind, { ...body, metadata: kept });
  }
}

function sync(deps: ControllerDeps, times: TriggerTimes, key: string): undefined {
  const { client } = deps;
  const { namespace, name } = splitKey(key);
  const service = client.get(serviceKind, namespace, name);
  const current = client.get(endpointsKind, namespace, name);
  if (!service) {
    times.forget(key);
    if (current?.metadata.labels?.[MANAGED_BY] === MANAGER) client.delete(endpointsKind, current);
    return undefined;
  }
  if (!hasSelector(service) || service.metadata.deletionTimestamp) return undefined;
  const pods = podsOf(client, service);
  const time = times.changed(service, pods);
  const { subsets, isTruncated } = truncated(subsetsOf(service, pods));
  const isSame =
    current !== undefined &&
    isEqual(current.subsets ?? [], subsets) &&
    isEqual(current.metadata.labels, labelsOf(service));
  if (isSame) return undefined;
  const { [OVER_CAPACITY]: _, ...before } = current?.metadata.annotations ?? {};
  const capacity = isTruncated ? { ...before, [OVER_CAPACITY]: 'truncated' } : before;
  const wanted = subsets.length > 0 ? { subsets } : {};
  write(deps, service, current, wanted, withTriggerTime(capacity, time));
  return undefined;
}

export const endpointsController: Controller = {
  name: 'endpoint-controller',
  start: (deps) => {
    const { client } = deps;
    const times = createTriggerTimes();
    const queue = startLoop(
      deps,
      (key) => sync(deps, times, key),
      () => BUSY_MS,
    );
    client.watch(serviceKind, ({ object, revision }) => queue.add(keyOf(object), revision));
    client.watch(endpointsKind, ({ type, object, revision }) => {
      if (type !== 'ADDED') queue.add(keyOf(object), revision);
    });
    client.watch(podKind, ({ type, object, previous, revision }) => {
      if (type === 'MODIFIED' && previous && !isVisible(object, previous)) return;
      const { namespace } = object.metadata;
      for (const service of client.list(serviceKind, { namespace })) {
        if (concerns(service, object, previous)) queue.add(keyOf(service), revision);
      }
    });
  },
};
