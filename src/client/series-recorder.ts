/** Events in the newer form the scheduler sends: an action, an exact time, and a series when repeated. Mirrors client-go tools/events. */
import type { Kind } from '#apimachinery/kind.ts';
import type { Draft, KubeObject } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { printMicroTime } from '#apimachinery/time.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Client } from './client.ts';
import { createEventNames, createRecent } from './event-names.ts';
import { type Regarding, referenceTo, whoIs } from './recorder.ts';

export interface SeriesRecorder {
  /** `action`: what was tried, `Binding`, `Scheduling`. */
  event(
    object: Regarding,
    type: 'Normal' | 'Warning',
    reason: string,
    action: string,
    message: string,
    /** Another object that had a part in it. */
    related?: Regarding,
  ): void;
}

export interface SeriesRecorderOptions {
  readonly client: Client;
  readonly clock: Clock;
  /** The kind Event, which this floor doesn't know. */
  readonly kind: Kind;
  /** `default-scheduler` */
  readonly component: string;
  /** `default-scheduler-control-plane` */
  readonly instance: string;
}

interface Written {
  readonly type: string;
  readonly reason: string;
  readonly action: string;
  /** Of the object it is about: another state of it makes another series. */
  readonly resourceVersion: string | undefined;
  readonly namespace: string;
  readonly name: string;
  count: number;
  lastMs: number;
}

/** A series ends when nothing came for so long. */
const SERIES_MS = 360_000;

/** Records events as one component. */
export function createSeriesRecorder(options: SeriesRecorderOptions): SeriesRecorder {
  const { client, clock, kind, component, instance } = options;
  const nameOf = createEventNames(clock, component);
  const source = {};
  /** The last series of each kind about an object. */
  const written = createRecent<Written[]>();

  const add = (object: Regarding, fields: Readonly<Record<string, unknown>>): KubeObject => {
    const { name, namespace = 'default' } = object.metadata;
    const draft: Draft & Record<string, unknown> = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: nameOf(name), namespace },
      involvedObject: referenceTo(object),
      ...fields,
      source,
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: printMicroTime(clock.now()),
      reportingComponent: component,
      reportingInstance: instance,
    };
    return client.create(kind, draft);
  };

  /** The second of a kind makes the series; upstream writes later counts only now and then. */
  const repeat = ({ namespace, name, count }: Written): void => {
    const stored = count > 1 ? undefined : client.get(kind, namespace, name);
    if (!stored) return;
    const series = { count: 2, lastObservedTime: printMicroTime(clock.now()) };
    client.update(kind, { ...stored, series } as KubeObject);
  };

  return {
    event: (object, type, reason, action, message, related) => {
      const nowMs = clock.now();
      const who = whoIs(object);
      const all = written.get(who) ?? [];
      const { resourceVersion } = object.metadata;
      const isSame = (one: Written): boolean =>
        one.reason === reason && one.action === action && one.type === type;
      const last = all.find(
        (one) =>
          isSame(one) && one.resourceVersion === resourceVersion && nowMs - one.lastMs <= SERIES_MS,
      );
      try {
        if (last) {
          repeat(last);
          last.count += 1;
          last.lastMs = nowMs;
          return;
        }
        const fields = { type, reason, action, message };
        const { metadata } = add(
          object,
          related ? { ...fields, related: referenceTo(related) } : fields,
        );
        const { namespace = '', name } = metadata;
        const next = { ...fields, resourceVersion, namespace, name, count: 1, lastMs: nowMs };
        written.set(who, [...all.filter((one) => !isSame(one)), next]);
      } catch (error) {
        if (!(error instanceof StatusError)) throw error;
      }
    },
  };
}
