/** The events a kubelet records, about pods, their containers and its node. */
import { memoised } from '#apimachinery/intern.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerRecord } from './container.ts';
import type { ContainerSpec } from './container-spec.ts';

/** Writes events; repeated ones are counted by whoever implements it. */
export interface EventSink {
  event(
    object: KubeObject,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    fieldPath?: string,
  ): void;
}

/** "spec.containers{nginx}": which container an event is about. Mirrors kubernetes pkg/kubelet/container/ref.go. */
const appPath = memoised(({ name }: ContainerSpec): string => `spec.containers{${name}}`);
const initPath = memoised(({ name }: ContainerSpec): string => `spec.initContainers{${name}}`);

const ephemeralPath = ({ name }: ContainerSpec): string => `spec.ephemeralContainers{${name}}`;

function fieldPath({ role, spec }: ContainerRecord): string {
  if (role === 'app') return appPath(spec);
  return role === 'ephemeral' ? ephemeralPath(spec) : initPath(spec);
}

/** An event about one container of a pod. */
export function containerEvent(
  sink: EventSink,
  pod: Pod,
  record: ContainerRecord,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  sink.event(pod, type, reason, message, fieldPath(record));
}
