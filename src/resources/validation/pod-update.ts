/** What may change in a pod: almost nothing. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePodUpdate. */
import { isEqual } from '#apimachinery/equality.ts';
import { forbidden, invalid, required } from '#apimachinery/field-error.ts';
import type { Container, Pod, PodSpec, Toleration } from '../pods/types.ts';
import { eachItem, type FieldErrors, none, rangeMessage } from './fields.ts';
import { validateMetadataUpdate } from './metadata.ts';
import { validatePodParts } from './pod.ts';
import { validateTolerations } from './pod-spec/tolerations.ts';
import { podSpecDiff } from './pod-spec-diff.ts';

const UPDATABLE = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',');

type Containers = readonly Container[] | undefined;

/** No container more or less; images may change, not vanish. Undefined: as many as before. */
function validateImages(field: string, next: Containers = [], old: Containers = []) {
  const isCounted = next.length === old.length;
  const errors = isCounted
    ? eachItem(field, next, ({ image = '' }, at) => [
        ...(image ? none : [required(`${at}.image`)]),
        ...(image === image.trim()
          ? none
          : [invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')]),
      ])
    : [forbidden(field, 'pod updates may not add or remove containers')];
  return { errors, stop: !isCounted };
}

/** A deadline may be set, and lowered. */
function validateDeadline(next: number | undefined, old: number | undefined): FieldErrors {
  const field = 'spec.activeDeadlineSeconds';
  if (next === undefined) {
    const why = 'must not update from a positive integer to nil value';
    return old === undefined ? none : [invalid(field, null, why)];
  }
  if (next < 0 || next > 2_147_483_647)
    return [invalid(field, next, rangeMessage(0, 2_147_483_647))];
  return old !== undefined && old < next
    ? [invalid(field, next, 'must be less than or equal to previous value')]
    : none;
}

const withoutSeconds = ({ tolerationSeconds: _, ...rest }: Toleration) => rest;

/** Tolerations may only be added; their seconds may change. */
function validateTolerationsUpdate({ tolerations: next = [] }: PodSpec, old: PodSpec): FieldErrors {
  const isKept = (old.tolerations ?? []).every((before) =>
    next.some((after) => isEqual(withoutSeconds(after), withoutSeconds(before))),
  );
  const why = 'existing toleration can not be modified except its tolerationSeconds';
  return isKept
    ? validateTolerations('spec.tolerations', next)
    : [forbidden('spec.tolerations', why)];
}

function validateGatesUpdate({ schedulingGates: next = [] }: PodSpec, old: PodSpec): FieldErrors {
  const before = new Set((old.schedulingGates ?? []).map(({ name }) => name));
  return eachItem('spec.schedulingGates', next, ({ name }, at) =>
    before.has(name)
      ? none
      : [
          forbidden(
            `${at}.name`,
            `only deletion is allowed, but found new scheduling gate '${name}'`,
          ),
        ],
  );
}

const withImages = (next: Containers, old: Containers): Containers =>
  next?.map((container, at) => ({ ...container, image: old?.[at]?.image ?? '' }));

/** `next` with everything that may change put back; what differs from `old` then may not. */
function munged(next: PodSpec, old: PodSpec): PodSpec {
  const { activeDeadlineSeconds, schedulingGates, tolerations, initContainers } = old;
  const wasNegative = (old.terminationGracePeriodSeconds ?? 0) < 0;
  const grace =
    wasNegative && next.terminationGracePeriodSeconds === 1
      ? old.terminationGracePeriodSeconds
      : next.terminationGracePeriodSeconds;
  const put = {
    containers: withImages(next.containers, old.containers) ?? [],
    initContainers: withImages(next.initContainers, initContainers),
    activeDeadlineSeconds,
    schedulingGates,
    tolerations,
    terminationGracePeriodSeconds: grace,
    ...(schedulingGates?.length ? { nodeSelector: old.nodeSelector } : {}),
  };
  return { ...next, ...put } as PodSpec;
}

function validateSpecUpdate(next: PodSpec, old: PodSpec): FieldErrors {
  const containers = validateImages('spec.containers', next.containers, old.containers);
  if (containers.stop) return containers.errors;
  const init = validateImages('spec.initContainers', next.initContainers, old.initContainers);
  const images = [...containers.errors, ...init.errors];
  if (init.stop) return images;
  const errors = [
    ...images,
    ...validateDeadline(next.activeDeadlineSeconds, old.activeDeadlineSeconds),
    ...validateTolerationsUpdate(next, old),
    ...validateGatesUpdate(next, old),
  ];
  const rest = munged(next, old);
  if (isEqual(rest, old)) return errors;
  const why = `pod updates may not change fields other than ${UPDATABLE}\n${podSpecDiff(old, rest)}`;
  return [...errors, forbidden('spec', why)];
}

export const validatePodUpdate = (next: Pod, old: Pod): FieldErrors => [
  ...validateMetadataUpdate(next.metadata, old.metadata),
  ...(next.spec === old.spec ? none : validatePodParts(next)),
  ...(next.spec === old.spec ? none : validateSpecUpdate(next.spec, old.spec)),
];
