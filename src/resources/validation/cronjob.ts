/** CronJobs. Mirrors kubernetes pkg/apis/batch/validation/validation.go ValidateCronJobCreate. */
import { type FieldError, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { isTimeZone, parseSchedule } from '../cronjobs/schedule.ts';
import type { CronJob, CronJobSpec } from '../types/cronjob.ts';
import { type FieldErrors, none, nonNegative } from './fields.ts';
import { validateOwnJobSpec } from './job/spec.ts';
import { subdomainName, validateMetadata, validateMetadataUpdate } from './metadata.ts';

/** 63 letters of a Job's name, less the minutes that are added to it. */
const MAX_NAME = 52;
const POLICIES = ['Allow', 'Forbid', 'Replace'];
const SCHEDULE = 'spec.schedule';
const TEMPLATE = 'spec.jobTemplate.spec';

function scheduleError(schedule: string): string | undefined {
  try {
    parseSchedule(schedule);
    return undefined;
  } catch (error) {
    if (error instanceof ParseError) return error.message;
    throw error;
  }
}

/** A time zone in the schedule itself is only left where it was. */
function validateSchedule({ schedule, timeZone }: CronJobSpec, old: CronJobSpec | undefined) {
  if (!schedule) return [required(SCHEDULE)];
  const error = scheduleError(schedule);
  const errors = error ? [invalid(SCHEDULE, schedule, error)] : [];
  if (!schedule.includes('TZ')) return errors;
  if (!old?.schedule.includes('TZ')) {
    const why = 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
    return [...errors, invalid(SCHEDULE, schedule, why)];
  }
  const both = 'cannot use both timeZone field and TZ or CRON_TZ in schedule';
  return timeZone === undefined ? errors : [...errors, invalid(SCHEDULE, schedule, both)];
}

const isZonePart = (part: string): boolean =>
  part !== '.' && part !== '..' && !part.startsWith('-') && /^[A-Za-z.\-_0-9+]{1,14}$/.test(part);

function validateTimeZone(zone: string | undefined): FieldErrors {
  const field = 'spec.timeZone';
  if (zone === undefined) return none;
  if (zone === '') return [invalid(field, zone, 'timeZone must be nil or non-empty string')];
  const unknown = invalid(field, zone, `unknown time zone ${zone}`);
  if (!zone.split('/').every(isZonePart)) return [unknown];
  if (zone.toLowerCase() === 'local') {
    const why =
      'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
    const shown = invalid(field, zone, why);
    return zone === 'Local' ? [shown] : [shown, unknown];
  }
  return isTimeZone(zone) ? none : [unknown];
}

function validatePolicy(policy: string | undefined): FieldErrors {
  const field = 'spec.concurrencyPolicy';
  if (!policy) return [required(field)];
  return POLICIES.includes(policy) ? none : [notSupported(field, policy, POLICIES)];
}

/** `spec.backoffLimit` ⇒ `spec.jobTemplate.spec.backoffLimit` */
const inTemplate = (error: FieldError): FieldError => ({
  ...error,
  field: error.field.replace(/^spec/, TEMPLATE),
});

function validateJobTemplate({ jobTemplate: { spec } }: CronJobSpec): FieldErrors {
  const { selector, manualSelector } = spec;
  const field = `${TEMPLATE}.selector`;
  return [
    ...validateOwnJobSpec(spec).map(inTemplate),
    ...(selector ? [invalid(field, selector, '`selector` will be auto-generated')] : none),
    ...(manualSelector
      ? [notSupported(`${TEMPLATE}.manualSelector`, manualSelector, ['nil', 'false'])]
      : none),
  ];
}

const validateSpec = (spec: CronJobSpec, old?: CronJobSpec): FieldErrors => [
  ...validateSchedule(spec, old),
  ...nonNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds),
  ...(old && old.timeZone === spec.timeZone ? none : validateTimeZone(spec.timeZone)),
  ...validatePolicy(spec.concurrencyPolicy),
  ...validateJobTemplate(spec),
  ...nonNegative('spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit),
  ...nonNegative('spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit),
];

export function validateCronJob({ metadata, spec }: CronJob): FieldErrors {
  const { name } = metadata;
  const isLong = (name ?? '').length > MAX_NAME;
  return [
    ...validateMetadata(metadata, true, subdomainName),
    ...validateSpec(spec),
    ...(isLong ? [invalid('metadata.name', name, 'must be no more than 52 characters')] : none),
  ];
}

export const validateCronJobUpdate = (next: CronJob, old: CronJob): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...validateSpec(next.spec, old.spec),
];
