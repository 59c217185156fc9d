/** The selector with which a pod's fellows are found by default: its Services' and its owner's. Mirrors kubernetes plugins/helper/spread.go DefaultSelector. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import {
  type LabelSelectorObject,
  type Selector,
  selectorOf,
  selectorOfObject,
  selectorOfSet,
} from '#apimachinery/selector.ts';
import { replicaSetKind } from '#resources/replicaset.ts';
import { replicationControllerKind } from '#resources/replicationcontroller.ts';
import { statefulSetKind } from '#resources/statefulset.ts';
import type { Cycle } from './plugin.ts';

interface Owner extends KubeObject {
  readonly spec: { readonly selector?: LabelSelectorObject | StringMap };
}

/** Kinds whose selectors count, by the owner reference's kind. */
const OWNERS: ReadonlyMap<string, Kind> = new Map(
  [replicaSetKind, statefulSetKind, replicationControllerKind].map((kind) => [
    kind.kind,
    kind as Kind,
  ]),
);

const isSet = (selector: LabelSelectorObject | StringMap): selector is StringMap =>
  !Object.hasOwn(selector, 'matchLabels') && !Object.hasOwn(selector, 'matchExpressions');

/** Undefined when nothing selects the pod. */
export function defaultSelector({ pod, client, servicesIn }: Cycle): Selector | undefined {
  const { namespace = '', labels } = pod.metadata;
  const requirements = servicesIn(namespace).flatMap(({ spec }) => {
    const selector = spec.selector && selectorOfSet(spec.selector);
    return selector?.matches(labels) ? selector.requirements : [];
  });
  const owner = controllerOf(pod);
  const kind = owner && OWNERS.get(owner.kind);
  const found = kind && (client.get(kind, namespace, owner.name) as Owner | undefined);
  const selector = found?.spec.selector;
  if (selector) {
    const own = isSet(selector) ? selectorOfSet(selector) : selectorOfObject(selector);
    if (requirements.length === 0) return own;
    requirements.push(...own.requirements);
  }
  return requirements.length > 0 ? selectorOf(requirements) : undefined;
}
