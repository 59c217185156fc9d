/** Containers and init containers. Mirrors kubernetes pkg/apis/core/validation/validation.go validateContainers and validateInitContainers. */
import {
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#apimachinery/field-error.ts';
import { dns1123LabelErrors } from '#apimachinery/names.ts';
import { isRestartableInit } from '../../pods/display-status.ts';
import type { Container, PodSpec } from '../../pods/types.ts';
import { each, eachItem, type FieldErrors, none, present } from '../fields.ts';
import { validateEnv, validateEnvFrom } from './env.ts';
import { validateContainerPorts, validateHostPorts } from './ports.ts';
import { validateProbes } from './probes.ts';
import { validateResources } from './resources.ts';
import { validateSecurity } from './security.ts';
import { validateMounts } from './volumes.ts';

const PULL_POLICIES = ['Always', 'IfNotPresent', 'Never'];
const MESSAGE_POLICIES = ['File', 'FallbackToLogsOnError'];
const RESTART_POLICIES = ['Always', 'Never', 'OnFailure'];

const oneOf = (field: string, value: string | undefined, known: readonly string[]): FieldErrors => {
  if (!value) return [required(field)];
  return known.includes(value) ? none : [notSupported(field, value, known)];
};

/** What containers of every sort have. */
export const validateCommon = (
  field: string,
  container: Container,
  volumes: ReadonlySet<string>,
): FieldErrors => [
  ...(container.name
    ? each(`${field}.name`, container.name, dns1123LabelErrors(container.name))
    : [required(`${field}.name`)]),
  ...present(`${field}.image`, container.image),
  ...oneOf(
    `${field}.terminationMessagePolicy`,
    container.terminationMessagePolicy,
    MESSAGE_POLICIES,
  ),
  ...validateContainerPorts(`${field}.ports`, container.ports),
  ...validateEnv(`${field}.env`, container.env),
  ...validateEnvFrom(`${field}.envFrom`, container.envFrom),
  ...validateMounts(`${field}.volumeMounts`, container.volumeMounts, volumes),
  ...oneOf(`${field}.imagePullPolicy`, container.imagePullPolicy, PULL_POLICIES),
  ...validateResources(`${field}.resources`, container.resources),
  ...validateSecurity(`${field}.securityContext`, container.securityContext),
];

const graceOf = (spec: PodSpec): number => spec.terminationGracePeriodSeconds ?? 30;

export function validateContainers(
  field: string,
  spec: PodSpec,
  volumes: ReadonlySet<string>,
): FieldErrors {
  if (!spec.containers?.length) return [required(field)];
  const names = new Set<string>();
  const errors = eachItem(field, spec.containers, (container, at) => {
    const isTaken = names.has(container.name);
    names.add(container.name);
    const { restartPolicy } = container;
    return [
      ...validateCommon(at, container, volumes),
      ...(isTaken ? [duplicate(`${at}.name`, container.name)] : none),
      ...validateProbes(at, container, graceOf(spec)),
      ...(restartPolicy === undefined || RESTART_POLICIES.includes(restartPolicy)
        ? none
        : [notSupported(`${at}.restartPolicy`, restartPolicy, RESTART_POLICIES)]),
    ];
  });
  return [...errors, ...validateHostPorts(field, spec.containers)];
}

const NOT_FOR_INIT = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** Probes are for containers that stay. */
const forbidProbes = (field: string, container: Container): FieldErrors =>
  NOT_FOR_INIT.flatMap((part) =>
    container[part] === undefined
      ? none
      : [
          forbidden(
            `${field}.${part}`,
            'may not be set for init containers without restartPolicy=Always',
          ),
        ],
  );

export function validateInitContainers(
  field: string,
  spec: PodSpec,
  volumes: ReadonlySet<string>,
): FieldErrors {
  const names = new Set((spec.containers ?? []).map(({ name }) => name));
  return eachItem(field, spec.initContainers, (container, at) => {
    const isTaken = names.has(container.name);
    if (container.name) names.add(container.name);
    const { restartPolicy } = container;
    return [
      ...validateCommon(at, container, volumes),
      ...(restartPolicy === undefined || RESTART_POLICIES.includes(restartPolicy)
        ? none
        : [notSupported(`${at}.restartPolicy`, restartPolicy, RESTART_POLICIES)]),
      ...(isTaken ? [duplicate(`${at}.name`, container.name)] : none),
      ...(isRestartableInit(container)
        ? validateProbes(at, container, graceOf(spec))
        : forbidProbes(at, container)),
    ];
  });
}

/** Only for pods, not for templates: an image without spaces around it. */
export const validateImages = (
  field: string,
  containers: readonly Container[] | undefined,
): FieldErrors =>
  eachItem(field, containers, ({ image = '' }, at) =>
    image === image.trim()
      ? none
      : [invalid(`${at}.image`, image, 'must not have leading or trailing whitespace')],
  );
