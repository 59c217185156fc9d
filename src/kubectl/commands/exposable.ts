/** What an object tells of itself when it is exposed: selector, ports, protocols. Mirrors kubectl pkg/polymorphichelpers. */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import type { LabelSelectorObject } from '#apimachinery/selector.ts';
import type { PodSpec } from '#resources/pods/types.ts';
import { KubectlError } from '../errors.ts';

interface Exposable extends KubeObject {
  readonly spec?: {
    readonly selector?: LabelSelectorObject | StringMap;
    readonly ports?: readonly { readonly port: number; readonly protocol?: string }[];
    readonly template?: { readonly spec?: PodSpec };
    readonly containers?: PodSpec['containers'];
  };
}

const EXPOSABLE = new Set([
  '.ReplicationController',
  '.Service',
  '.Pod',
  'apps.Deployment',
  'apps.ReplicaSet',
]);

/** `cannot expose a StatefulSet.apps` */
export function checkExposable({ group, kind }: { group: string; kind: string }): void {
  if (!EXPOSABLE.has(`${group}.${kind}`))
    throw new KubectlError(`cannot expose a ${group ? `${kind}.${group}` : kind}`);
}

function workloadSelector({ kind, spec }: Exposable): StringMap {
  const { matchLabels, matchExpressions } = (spec?.selector ?? {}) as LabelSelectorObject;
  if (!matchLabels || Object.keys(matchLabels).length === 0)
    throw new KubectlError(
      `invalid ${kind.toLowerCase()}: no selectors, therefore cannot be exposed`,
    );
  if (matchExpressions?.length)
    throw new KubectlError(
      `couldn't convert expressions - "${JSON.stringify(matchExpressions)}" to map-based selector format`,
    );
  return matchLabels;
}

/** The labels that a Service must look for. */
export function selectorFor(object: KubeObject): StringMap {
  const { kind, metadata, spec } = object as Exposable;
  if (kind === 'Pod') {
    if (!metadata.labels || Object.keys(metadata.labels).length === 0)
      throw new KubectlError('the pod has no labels and cannot be exposed');
    return metadata.labels;
  }
  if (kind === 'Service' || kind === 'ReplicationController') {
    if (!spec?.selector) throw new KubectlError('the service has no pod selector set');
    return spec.selector as StringMap;
  }
  return workloadSelector(object as Exposable);
}

/** Port ⇒ its protocols, in the object's order. */
export function portsFor(object: KubeObject): ReadonlyMap<string, readonly string[]> {
  const { kind, spec } = object as Exposable;
  const containers = (kind === 'Pod' ? spec?.containers : spec?.template?.spec?.containers) ?? [];
  const ports =
    kind === 'Service'
      ? (spec?.ports ?? [])
      : containers.flatMap((container) =>
          (container.ports ?? []).map(({ containerPort, protocol }) => ({
            port: containerPort,
            protocol,
          })),
        );
  const found = new Map<string, readonly string[]>();
  for (const { port, protocol = 'TCP' } of ports)
    found.set(String(port), [...(found.get(String(port)) ?? []), protocol]);
  return found;
}
