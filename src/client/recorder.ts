/** Events about objects, as client-go's record package sends them: counted, combined, and not too many. Mirrors client-go tools/record. */
import type { Kind } from '#apimachinery/kind.ts';
import type { Draft, KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Client } from './client.ts';
import { createEventMemory, isCombined, isSpam, lastWritten, remember } from './event-memory.ts';
import { createEventNames } from './event-names.ts';

/** What an event is about: an object, or just its name. */
export interface Regarding {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Partial<ObjectMeta> & { readonly name: string };
}

/** The fields of an Event the recorder writes. */
export interface EventObject extends KubeObject {
  readonly involvedObject: {
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly fieldPath?: string;
  };
  readonly reason: string;
  readonly message: string;
  readonly type: string;
  readonly count?: number;
  readonly lastTimestamp?: string | null;
}

export interface Recorder {
  /** `fieldPath`: `spec.containers{nginx}`. */
  event(
    object: Regarding,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    fieldPath?: string,
  ): void;
}

export interface RecorderOptions {
  readonly client: Client;
  readonly clock: Clock;
  /** The kind Event, which this floor doesn't know. */
  readonly kind: Kind;
  /** `replicaset-controller`, `kubelet` */
  readonly component: string;
  /** The node, for kubelets. */
  readonly host?: string;
}

/** How `object` is named in an event. */
export function referenceTo(object: Regarding, fieldPath?: string): EventObject['involvedObject'] {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace, uid, resourceVersion } = metadata;
  if (namespace && uid && resourceVersion) {
    return fieldPath
      ? { kind, namespace, name, uid, apiVersion, resourceVersion, fieldPath }
      : { kind, namespace, name, uid, apiVersion, resourceVersion };
  }
  return {
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    ...(uid ? { uid } : {}),
    apiVersion,
    ...(resourceVersion ? { resourceVersion } : {}),
    ...(fieldPath ? { fieldPath } : {}),
  };
}

/** Whether a write failed because of where it went: events are then let go, as upstream does. */
const isRefused = (error: unknown): boolean => error instanceof StatusError;

/** A uid says which object; without one its names do. */
export const whoIs = ({ apiVersion, kind, metadata }: Regarding): string =>
  metadata.uid ?? `${apiVersion}|${kind}|${metadata.namespace ?? ''}|${metadata.name}`;

/** Records events as one component. */
export function createRecorder(options: RecorderOptions): Recorder {
  const { client, clock, component, host = '' } = options;
  const kind = options.kind as unknown as Kind<EventObject>;
  const nameOf = createEventNames(clock, `${component}/${host}`);
  const subjectOf = createEventMemory(clock);
  const source = host ? { component, host } : { component };

  const add = (
    involvedObject: EventObject['involvedObject'],
    type: string,
    reason: string,
    message: string,
  ): EventObject => {
    const time = printTime(clock.now());
    const draft: Draft<EventObject> & Record<string, unknown> = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: nameOf(involvedObject.name ?? ''),
        namespace: involvedObject.namespace ?? 'default',
      },
      involvedObject,
      reason,
      message,
      source,
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
      type,
      eventTime: null,
      reportingComponent: component,
      reportingInstance: host,
    };
    return client.create(kind, draft);
  };

  const countUp = (namespace: string, name: string, message: string): EventObject | undefined => {
    const stored = client.get(kind, namespace, name);
    if (!stored) return undefined;
    return client.update(kind, {
      ...stored,
      count: (stored.count ?? 1) + 1,
      lastTimestamp: printTime(clock.now()),
      message,
    });
  };

  return {
    event: (object, type, reason, message, fieldPath) => {
      const subject = subjectOf(whoIs(object), type);
      const nowMs = clock.now();
      const combined = isCombined(subject, reason, message, nowMs);
      if (isSpam(subject, nowMs)) return;
      const text = combined ? `(combined from similar events): ${message}` : message;
      const part = combined ? undefined : fieldPath;
      const said = combined ? undefined : message;
      const before = lastWritten(subject, reason, part, said);
      try {
        const event =
          (before && countUp(before.namespace, before.name, text)) ??
          add(referenceTo(object, fieldPath), type, reason, text);
        const { namespace = '', name } = event.metadata;
        if (before?.name === name) return;
        remember(subject, before, { reason, message: said, fieldPath: part, namespace, name });
      } catch (error) {
        if (!isRefused(error)) throw error;
      }
    },
  };
}
