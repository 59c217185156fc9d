/** Pods without a priority class have priority 0. Mirrors kubernetes plugin/pkg/admission/priority. */
import { memoised } from '#apimachinery/intern.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import type { AdmissionStep } from '../context.ts';
import { isPod, type PodLike, type PodSpecLike } from './pod-like.ts';

/** The classes every cluster has. Differs: PriorityClass objects come in a later issue. */
const SYSTEM: Readonly<Record<string, number>> = {
  'system-cluster-critical': 2_000_000_000,
  'system-node-critical': 2_000_001_000,
};

const withPriority = memoised((spec: PodSpecLike): PodSpecLike => {
  const priority = spec.priorityClassName ? (SYSTEM[spec.priorityClassName] ?? 0) : 0;
  return { ...spec, priority, preemptionPolicy: spec.preemptionPolicy ?? 'PreemptLowerPriority' };
});

export const priority: AdmissionStep = {
  name: 'Priority',
  mutate: (_server, kind, object): KubeObject => {
    if (!isPod(kind)) return object;
    const pod = object as PodLike;
    return { ...pod, spec: withPriority(pod.spec) } as KubeObject;
  },
  check: (_server, kind, object) => {
    if (!isPod(kind)) return;
    const { metadata, spec } = object as PodLike;
    const name = spec.priorityClassName;
    if (!name || Object.hasOwn(SYSTEM, name)) return;
    const why = `no PriorityClass with name ${name} was found`;
    throw forbiddenError(kind, metadata.name, why);
  },
};
