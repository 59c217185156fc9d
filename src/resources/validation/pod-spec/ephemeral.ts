/** Ephemeral containers: those of `kubectl debug`. Mirrors kubernetes pkg/apis/core/validation/validation.go validateEphemeralContainers. */
import { duplicate, forbidden, notFound } from '#apimachinery/field-error.ts';
import type { Container, EphemeralContainer, PodSpec } from '../../pods/types.ts';
import { eachItem, type FieldErrors, none } from '../fields.ts';
import { validateCommon, validateImages } from './containers.ts';

/** In Go's order of fields. */
const NOT_ALLOWED = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
] as const;
const WHY = 'cannot be set for an Ephemeral Container';

const isSet = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object' || value === null) return value !== undefined && value !== '';
  return Object.keys(value).length > 0;
};

/** What would make it a part of the workload. */
const forbidParts = (field: string, container: EphemeralContainer): FieldErrors => [
  ...NOT_ALLOWED.flatMap((part) =>
    isSet((container as Partial<Record<string, unknown>>)[part])
      ? [forbidden(`${field}.${part}`, WHY)]
      : none,
  ),
  ...eachItem(`${field}.volumeMounts`, container.volumeMounts, ({ subPath, subPathExpr }, at) => [
    ...(subPath ? [forbidden(`${at}.subPath`, WHY)] : none),
    ...(subPathExpr ? [forbidden(`${at}.subPathExpr`, WHY)] : none),
  ]),
];

export function validateEphemeralContainers(
  field: string,
  spec: PodSpec,
  volumes: ReadonlySet<string>,
): FieldErrors {
  const { ephemeralContainers } = spec;
  if (!ephemeralContainers?.length) return none;
  const others = new Set(
    [...(spec.containers ?? []), ...(spec.initContainers ?? [])].map(({ name }) => name),
  );
  const names = new Set(others);
  return eachItem(field, ephemeralContainers, (container, at, index) => {
    const { name, targetContainerName: target } = container;
    const isTaken = names.has(name);
    names.add(name);
    const alone = [container as Container];
    return [
      ...validateCommon(at, container as Container, volumes),
      ...validateImages(field, alone).map((error) => ({
        ...error,
        field: error.field.replace('[0]', `[${index}]`),
      })),
      ...(isTaken ? [duplicate(`${at}.name`, name)] : none),
      ...(target && !others.has(target) ? [notFound(`${at}.targetContainerName`, target)] : none),
      ...forbidParts(at, container),
    ];
  });
}
