/** The EndpointSlice controller: where the pods behind a Service are, and which of them may be asked. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import type { Client } from '#client/client.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import { nodeKind } from '#resources/node.ts';
import { podKind } from '#resources/pod.ts';
import { serviceKind } from '#resources/service.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { concerns, hasSelector, isVisible, podsOf } from './selection.ts';
import { contentsOf, draftSlice, managedBy, serviceNameLabel, withContent } from './slices.ts';
import { createTriggerTimes, type TriggerTimes } from './trigger-times.ts';

const managedByLabel = 'endpointslice.kubernetes.io/managed-by';

/** The slices this controller made for a Service. */
const slicesOf = (client: Client, namespace: string, service: string): readonly EndpointSlice[] =>
  client
    .byLabel(endpointSliceKind, namespace, serviceNameLabel, service)
    .filter(({ metadata }) => metadata.labels?.[managedByLabel] === managedBy);

const zoneOf = (client: Client, node: string): string | undefined =>
  client.get(nodeKind, '', node)?.metadata.labels?.['topology.kubernetes.io/zone'];

/** Mirrors kubernetes pkg/controller/endpointslice/endpointslice_controller.go syncService. */
function reconcile({ client }: ControllerDeps, times: TriggerTimes, key: string): undefined {
  const { namespace, name } = splitKey(key);
  const service = client.get(serviceKind, namespace, name);
  if (!service) times.forget(key);
  if (!service || !hasSelector(service) || service.metadata.deletionTimestamp) return undefined;
  const pods = podsOf(client, service);
  const time = times.changed(service, pods);
  const contents = contentsOf(service, pods, (node) => zoneOf(client, node));
  const slices = slicesOf(client, namespace, name);
  contents.forEach((content, at) => {
    const slice = slices[at];
    if (!slice) client.create(endpointSliceKind, draftSlice(service, content, time));
    else {
      const next = withContent(slice, service, content, time);
      if (next !== slice) client.update(endpointSliceKind, next);
    }
  });
  for (const slice of slices.slice(contents.length)) client.delete(endpointSliceKind, slice);
  return undefined;
}

export const endpointSliceController: Controller = {
  name: 'endpoint-slice-controller',
  start: (deps) => {
    const { client } = deps;
    const times = createTriggerTimes();
    const queue = startLoop(deps, (key) => reconcile(deps, times, key));
    client.watch(serviceKind, ({ object, revision }) => queue.add(keyOf(object), revision));
    client.watch(endpointSliceKind, ({ object, revision }) => {
      const service = object.metadata.labels?.[serviceNameLabel];
      if (service) queue.add(`${object.metadata.namespace}/${service}`, revision);
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
