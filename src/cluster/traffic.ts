/** How the load on Services reaches their pods: its users' calls, and what annotations say. */
import { selectorOfSet } from '#apimachinery/selector.ts';
import { loadMilli } from '#kubelet/cpu.ts';
import { type Calls, callsOf } from '#kubelet/traffic.ts';
import { parseServiceName } from '#network/dns.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';

/** What a pod has to do for others. */
export interface Load {
  /** In thousandths of a core. */
  readonly milli: number;
  /** Requests. */
  readonly perSecond: number;
}

export const NO_LOAD: Load = { milli: 0, perSecond: 0 };

const plus = (a: Load, b: Load): Load => ({
  milli: a.milli + b.milli,
  perSecond: a.perSecond + b.perSecond,
});

const isReady = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  (status.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True');

interface Caller extends Calls {
  readonly namespace: string;
}

function asks({ host, namespace }: Caller, { metadata, spec }: Service): boolean {
  if (host === spec.clusterIP) return true;
  const name = parseServiceName(host, namespace);
  return name?.service === metadata.name && name.namespace === metadata.namespace;
}

/** What pods have to do for others, by uid; the ready pods of a Service share its users evenly. */
export function loadsOf(
  services: readonly Service[],
  pods: readonly Pod[],
  isRunning: (pod: Pod) => boolean,
): ReadonlyMap<string, Load> {
  const loads = new Map<string, Load>();
  const add = ({ metadata }: Pod, load: Load): void => {
    loads.set(metadata.uid, plus(loads.get(metadata.uid) ?? NO_LOAD, load));
  };
  const callers = pods.filter(isRunning).flatMap(({ metadata, spec }) =>
    spec.containers.flatMap(callsOf).map(
      (calls): Caller => ({
        ...calls,
        namespace: metadata.namespace ?? '',
      }),
    ),
  );
  for (const pod of pods) add(pod, { milli: loadMilli(pod.metadata.annotations), perSecond: 0 });
  for (const service of services) {
    const { metadata, spec } = service;
    const milli = loadMilli(metadata.annotations);
    const perSecond = callers
      .filter((caller) => asks(caller, service))
      .reduce((total, caller) => total + caller.perSecond, 0);
    if (milli + perSecond === 0 || !spec.selector) continue;
    const selector = selectorOfSet(spec.selector);
    const serving = pods.filter(
      (pod) =>
        pod.metadata.namespace === metadata.namespace &&
        isReady(pod) &&
        selector.matches(pod.metadata.labels),
    );
    for (const pod of serving) {
      add(pod, { milli: milli / serving.length, perSecond: perSecond / serving.length });
    }
  }
  return loads;
}
