/** Event as events.k8s.io/v1 names its parts; stored as the core group's. Mirrors kubernetes pkg/apis/events/v1/conversion.go. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import { type Event, eventKind } from './event.ts';
import type { NewEvent } from './types/new-event.ts';
import { validateNewEvent, validateNewEventUpdate } from './validation/new-event.ts';
import { allVerbs } from './verbs.ts';

/** New name ⇒ old name, where they differ. */
const NAMES: readonly (readonly [keyof NewEvent, keyof Event])[] = [
  ['regarding', 'involvedObject'],
  ['note', 'message'],
  ['reportingController', 'reportingComponent'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
];

/** The object with its keys renamed; others stay. */
function renamed(object: KubeObject, names: ReadonlyMap<string, string>): KubeObject {
  const entries = Object.entries(object).map(([key, value]) => [names.get(key) ?? key, value]);
  return Object.fromEntries(entries) as KubeObject;
}

const toOld: ReadonlyMap<string, string> = new Map(NAMES);
const toNew: ReadonlyMap<string, string> = new Map(NAMES.map(([now, before]) => [before, now]));

const stored = eventKind as Kind;

/** An event always is about something, if only about nothing. */
const whole = (object: KubeObject): KubeObject =>
  withDefaults(object as Event, { involvedObject: {} });

const text = (value: string | undefined): string => value ?? '';

export const newEventKind: Kind<NewEvent> = {
  group: 'events.k8s.io',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.events.v1.Event',
  hasStatus: false,
  hasGeneration: false,
  columns: eventKind.columns.map((column) => ({
    ...column,
    cell: (object, nowMs) => column.cell(renamed(object, toOld) as Event, nowMs),
  })),
  fields: {
    'regarding.kind': ({ regarding }) => text(regarding?.kind),
    'regarding.namespace': ({ regarding }) => text(regarding?.namespace),
    'regarding.name': ({ regarding }) => text(regarding?.name),
    'regarding.uid': ({ regarding }) => text(regarding?.uid),
    'regarding.apiVersion': ({ regarding }) => text(regarding?.apiVersion),
    'regarding.resourceVersion': ({ regarding }) => text(regarding?.resourceVersion),
    'regarding.fieldPath': ({ regarding }) => text(regarding?.fieldPath),
    reason: ({ reason }) => text(reason),
    reportingController: ({ reportingController }) => text(reportingController),
    type: ({ type }) => text(type),
  },
  lifetimeMs: 3_600_000,
  defaults: (object) => object,
  validate: validateNewEvent,
  validateUpdate: validateNewEventUpdate,
  storedAs: {
    kind: stored,
    toStored: (object) => whole(renamed(object, toOld)),
    fromStored: (object) => renamed(object, toNew),
  },
};
