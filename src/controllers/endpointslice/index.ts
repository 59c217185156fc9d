/** The EndpointSlice controller: where the pods behind a Service are, and which of them may be asked. */
import { keyOf, splitKey } from '#apimachinery/object.ts';
import { selectorOfSet } from '#apimachinery/selector.ts';
import type { Client } from '#client/client.ts';
import { type EndpointSlice, endpointSliceKind } from '#resources/endpointslice.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type Service, serviceKind } from '#resources/service.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startLoop } from '../loop.ts';
import { isPodReady } from '../pods.ts';
import { contentsOf, draftSlice, managedBy, serviceNameLabel, withContent } from './slices.ts';

const managedByLabel = 'endpointslice.kubernetes.io/managed-by';

/** The pods a Service selects, found by its first label. */
function podsOf(client: Client, service: Service): readonly Pod[] {
  const wanted = service.spec.selector ?? {};
  const [first] = Object.entries(wanted);
  if (!first) return [];
  const selector = selectorOfSet(wanted);
  return client
    .byLabel(podKind, service.metadata.namespace ?? '', ...first)
    .filter((pod) => selector.matches(pod.metadata.labels));
}

/** The slices this controller made for a Service. */
const slicesOf = (client: Client, namespace: string, service: string): readonly EndpointSlice[] =>
  client
    .byLabel(endpointSliceKind, namespace, serviceNameLabel, service)
    .filter(({ metadata }) => metadata.labels?.[managedByLabel] === managedBy);

const hasSelector = ({ spec }: Service): boolean =>
  spec.type !== 'ExternalName' && Object.keys(spec.selector ?? {}).length > 0;

/** Mirrors kubernetes pkg/controller/endpointslice/endpointslice_controller.go syncService. */
function reconcile({ client }: ControllerDeps, key: string): undefined {
  const { namespace, name } = splitKey(key);
  const service = client.get(serviceKind, namespace, name);
  if (!service || !hasSelector(service) || service.metadata.deletionTimestamp) return undefined;
  const contents = contentsOf(service, podsOf(client, service));
  const slices = slicesOf(client, namespace, name);
  contents.forEach((content, at) => {
    const slice = slices[at];
    if (!slice) client.create(endpointSliceKind, draftSlice(service, content));
    else {
      const next = withContent(slice, service, content);
      if (next !== slice) client.update(endpointSliceKind, next);
    }
  });
  for (const slice of slices.slice(contents.length)) client.delete(endpointSliceKind, slice);
  return undefined;
}

/** Whether a change of a pod can be seen in a slice. Mirrors k8s.io/endpointslice util podEndpointsChanged. */
const isVisible = (pod: Pod, before: Pod): boolean =>
  pod.metadata.deletionTimestamp !== before.metadata.deletionTimestamp ||
  pod.metadata.labels !== before.metadata.labels ||
  pod.status.podIP !== before.status.podIP ||
  pod.status.phase !== before.status.phase ||
  pod.spec.nodeName !== before.spec.nodeName ||
  isPodReady(pod) !== isPodReady(before);

export const endpointSliceController: Controller = {
  name: 'endpoint-slice-controller',
  start: (deps) => {
    const { client } = deps;
    const queue = startLoop(deps, (key) => reconcile(deps, key));
    client.watch(serviceKind, ({ type, object, revision }) => {
      if (type !== 'DELETED') queue.add(keyOf(object), revision);
    });
    client.watch(endpointSliceKind, ({ object, revision }) => {
      const service = object.metadata.labels?.[serviceNameLabel];
      if (service) queue.add(`${object.metadata.namespace}/${service}`, revision);
    });
    client.watch(podKind, ({ type, object, previous, revision }) => {
      if (type === 'MODIFIED' && previous && !isVisible(object, previous)) return;
      const { namespace } = object.metadata;
      for (const service of client.list(serviceKind, { namespace })) {
        if (!hasSelector(service)) continue;
        const selector = selectorOfSet(service.spec.selector ?? {});
        const concerns =
          selector.matches(object.metadata.labels) ||
          (previous && selector.matches(previous.metadata.labels));
        if (concerns) queue.add(keyOf(service), revision);
      }
    });
  },
};
