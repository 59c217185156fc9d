/** Events that come in as events.k8s.io/v1. Mirrors kubernetes pkg/apis/core/validation/events.go ValidateEventCreate. */
import { isEqual } from '#apimachinery/equality.ts';
import { type FieldError, invalid, required } from '#apimachinery/field-error.ts';
import { qualifiedNameErrors } from '#apimachinery/names.ts';
import type { NewEvent } from '../types/new-event.ts';
import { each, type FieldErrors, immutable, none } from './fields.ts';

const LIMIT = 128;
const NOTE_LIMIT = 1024;

const unset = (field: string, value: unknown): FieldErrors =>
  value ? [invalid(field, '', 'needs to be unset')] : none;

const short = (field: string, value: string, limit: number): FieldErrors =>
  value.length > limit ? [invalid(field, '', `can have at most ${limit} characters`)] : none;

const present = (field: string, value: string): FieldErrors => (value ? none : [required(field)]);

/** An event stands where what it is about does; what has no namespace stands in two. */
function placeErrors({ metadata, regarding, eventTime }: NewEvent): FieldErrors {
  const { namespace = '' } = metadata;
  const about = regarding?.namespace ?? '';
  const homes = eventTime ? ['default', 'kube-system'] : ['default', ''];
  const isRight = about ? Boolean(eventTime) || about === namespace : homes.includes(namespace);
  return isRight
    ? none
    : [invalid('involvedObject.namespace', about, 'does not match event.namespace')];
}

function reporterErrors(event: NewEvent): FieldErrors {
  const { reportingController = '', reportingInstance = '', action = '', reason = '' } = event;
  if (!event.eventTime) return none;
  return [
    ...present('reportingController', reportingController),
    ...each('reportingController', reportingController, qualifiedNameErrors(reportingController)),
    ...present('reportingInstance', reportingInstance),
    ...short('reportingInstance', reportingInstance, LIMIT),
    ...present('action', action),
    ...short('action', action, LIMIT),
    ...present('reason', reason),
    ...short('reason', reason, LIMIT),
    ...short('message', event.note ?? '', NOTE_LIMIT),
  ];
}

const seriesErrors = ({ series }: NewEvent): readonly FieldError[] =>
  series
    ? [
        ...((series.count ?? 0) < 2 ? [invalid('series.count', '', 'should be at least 2')] : none),
        ...(series.lastObservedTime ? none : [required('series.lastObservedTime')]),
      ]
    : none;

export function validateNewEvent(event: NewEvent): FieldErrors {
  const { type = '', deprecatedSource } = event;
  const isType = type === 'Normal' || type === 'Warning';
  return [
    ...placeErrors(event),
    ...reporterErrors(event),
    ...seriesErrors(event),
    ...(event.eventTime ? none : [required('eventTime')]),
    ...(isType ? none : [invalid('type', '', `has invalid value: ${type}`)]),
    ...unset('firstTimestamp', event.deprecatedFirstTimestamp),
    ...unset('lastTimestamp', event.deprecatedLastTimestamp),
    ...unset('count', event.deprecatedCount),
    ...unset('source', deprecatedSource?.component || deprecatedSource?.host),
  ];
}

/** Nothing, null and an empty struct are one to Go. */
const given = (value: unknown): unknown =>
  value === null || JSON.stringify(value) === '{}' ? undefined : value;

/** Only its series goes on. */
export function validateNewEventUpdate(next: NewEvent, old: NewEvent): FieldErrors {
  const fixed: readonly (readonly [string, keyof NewEvent])[] = [
    ['involvedObject', 'regarding'],
    ['reason', 'reason'],
    ['message', 'note'],
    ['source', 'deprecatedSource'],
    ['firstTimestamp', 'deprecatedFirstTimestamp'],
    ['lastTimestamp', 'deprecatedLastTimestamp'],
    ['count', 'deprecatedCount'],
    ['type', 'type'],
    ['eventTime', 'eventTime'],
    ['action', 'action'],
    ['related', 'related'],
    ['reportingController', 'reportingController'],
    ['reportingInstance', 'reportingInstance'],
  ];
  return [
    ...placeErrors(next),
    ...reporterErrors(next),
    ...(isEqual(next.series, old.series) ? none : seriesErrors(next)),
    ...fixed.flatMap(([field, key]) => immutable(field, given(next[key]), given(old[key]))),
  ];
}
