/** When what changed a Service's endpoints happened: written beside them. Mirrors k8s.io/endpointslice trigger_time_tracker.go. */
import type { StringMap } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { Service } from '#resources/service.ts';
import { podCondition } from '../pods.ts';

const ANNOTATION = 'endpoints.kubernetes.io/last-change-trigger-time';

interface Known {
  readonly service: string;
  /** By the pod's name. */
  readonly pods: ReadonlyMap<string, string>;
}

export interface TriggerTimes {
  /** The earliest of the changes since the last look; undefined when nothing changed. */
  changed(service: Service, pods: readonly Pod[]): string | undefined;
  forget(key: string): void;
}

const keyOf = ({ metadata }: Service): string => `${metadata.namespace}/${metadata.name}`;
const readyTime = (pod: Pod): string => podCondition(pod, 'Ready')?.lastTransitionTime ?? '';

export function createTriggerTimes(): TriggerTimes {
  const services = new Map<string, Known>();
  return {
    changed: (service, pods) => {
      const key = keyOf(service);
      const before = services.get(key);
      const times = new Map<string, string>();
      let earliest: string | undefined;
      const note = (time: string): void => {
        if (time && (earliest === undefined || time < earliest)) earliest = time;
      };
      for (const pod of pods) {
        const time = readyTime(pod);
        if (!time) continue;
        times.set(pod.metadata.name, time);
        if (time > (before?.pods.get(pod.metadata.name) ?? '')) note(time);
      }
      const made = service.metadata.creationTimestamp;
      if (made > (before?.service ?? '')) note(made);
      services.set(key, { service: made, pods: times });
      return earliest;
    },
    forget: (key) => {
      services.delete(key);
    },
  };
}

/** Annotations with the time, or without it when there is none. */
export function withTriggerTime(
  annotations: StringMap | undefined,
  time: string | undefined,
): StringMap | undefined {
  const { [ANNOTATION]: _, ...rest } = annotations ?? {};
  const next = time === undefined ? rest : { ...rest, [ANNOTATION]: time };
  return Object.keys(next).length > 0 ? next : undefined;
}
