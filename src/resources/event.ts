/** Event: its names, defaults, validation and columns. */
import type { Column, Kind } from '#apimachinery/kind.ts';
import { column, nameColumn, since } from './columns.ts';
import { withDefaults } from './defaults/with-defaults.ts';
import type { Event } from './types/event.ts';
import { validateEvent } from './validation/small.ts';
import { allVerbs } from './verbs.ts';

export type * from './types/event.ts';

const wide = { wide: true };

const firstSeen = ({ firstTimestamp, eventTime }: Event, nowMs: number): string =>
  since(firstTimestamp ?? eventTime, nowMs);

function lastSeen(event: Event, nowMs: number): string {
  if (event.series) return since(event.series.lastObservedTime, nowMs);
  return event.lastTimestamp ? since(event.lastTimestamp, nowMs) : firstSeen(event, nowMs);
}

/** `pod/web-0` */
function target({ involvedObject: { kind = '', name } }: Event): string {
  return name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase();
}

/** `kubelet, node-1` */
function sourceText({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component || reportingComponent || '';
  const instance = source?.host || reportingInstance || '';
  return instance ? `${component}, ${instance}` : component;
}

const columns: readonly Column<Event>[] = [
  column('Last Seen', 'When it happened last.', lastSeen),
  column('Type', 'Normal or Warning.', ({ type }) => type ?? ''),
  column('Reason', 'Why, in one word.', ({ reason }) => reason ?? ''),
  column('Object', 'What it is about.', target),
  column(
    'Subobject',
    'Which part of the object.',
    ({ involvedObject }) => involvedObject.fieldPath ?? '',
    wide,
  ),
  column('Source', 'Who says so.', sourceText, wide),
  column('Message', 'What happened.', ({ message }) => (message ?? '').trim()),
  column('First Seen', 'When it happened first.', firstSeen, wide),
  column('Count', 'How often.', ({ series, count }) => series?.count ?? (count || 1), wide),
  { ...nameColumn, priority: 1 },
];

const empty: Partial<Event> = {
  source: {},
  reportingComponent: '',
  reportingInstance: '',
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: null,
};

/** Events of the cluster's own components are whole already. */
const isWhole = (event: Event): boolean =>
  event.source !== undefined &&
  event.reportingComponent !== undefined &&
  event.reportingInstance !== undefined &&
  event.firstTimestamp !== undefined &&
  event.lastTimestamp !== undefined &&
  event.eventTime !== undefined;

export const eventKind: Kind<Event> = {
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.Event',
  hasStatus: false,
  hasGeneration: false,
  columns,
  fields: {
    'involvedObject.kind': ({ involvedObject }) => involvedObject.kind ?? '',
    'involvedObject.namespace': ({ involvedObject }) => involvedObject.namespace ?? '',
    'involvedObject.name': ({ involvedObject }) => involvedObject.name ?? '',
    'involvedObject.uid': ({ involvedObject }) => involvedObject.uid ?? '',
    'involvedObject.apiVersion': ({ involvedObject }) => involvedObject.apiVersion ?? '',
    'involvedObject.resourceVersion': ({ involvedObject }) => involvedObject.resourceVersion ?? '',
    'involvedObject.fieldPath': ({ involvedObject }) => involvedObject.fieldPath ?? '',
    reason: ({ reason }) => reason ?? '',
    reportingComponent: ({ reportingComponent }) => reportingComponent ?? '',
    source: ({ source, reportingComponent }) => source?.component || reportingComponent || '',
    type: ({ type }) => type ?? '',
  },
  lifetimeMs: 3_600_000,
  defaults: (event) => (isWhole(event) ? event : withDefaults(event, empty)),
  validate: validateEvent,
};
