/** What a resize may change: cpu and memory of containers that stay. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePodResize. */
import { isEqual } from '#apimachinery/equality.ts';
import { forbidden, invalid } from '#apimachinery/field-error.ts';
import { isRestartableInit } from '../pods/display-status.ts';
import { qosClass } from '../pods/qos.ts';
import type { Container, Pod, ResourceRequirements } from '../pods/types.ts';
import { eachItem, type FieldErrors, none } from './fields.ts';
import { validatePodParts } from './pod.ts';
import { MIRROR } from './pod-ephemeral.ts';

type Amounts = Readonly<Record<string, string>> | undefined;
type Containers = readonly Container[] | undefined;

const isRemoved = (next: Amounts = {}, old: Amounts = {}): boolean =>
  Object.keys(old).some((name) => !Object.hasOwn(next, name));

const keepsResources = (
  field: string,
  next: ResourceRequirements | undefined,
  old: ResourceRequirements | undefined,
): FieldErrors => [
  ...(isRemoved(next?.requests, old?.requests)
    ? [forbidden(`${field}.requests`, 'resource requests cannot be removed')]
    : none),
  ...(isRemoved(next?.limits, old?.limits)
    ? [forbidden(`${field}.limits`, 'resource limits cannot be removed')]
    : none),
];

function sameOrder(part: string, next: Containers = [], old: Containers = []): FieldErrors {
  const field = `spec.${part}`;
  if (next.length !== old.length)
    return [forbidden(field, `${part} may not be added or removed on resize`)];
  return eachItem(field, old, ({ name }, at, index) =>
    next[index]?.name === name
      ? none
      : [forbidden(`${at}.name`, `${part} may not be renamed or reordered on resize`)],
  );
}

/** Amounts other than of cpu and memory. */
const others = (amounts: Amounts): Amounts =>
  Object.fromEntries(
    Object.entries(amounts ?? {}).filter(([name]) => name !== 'cpu' && name !== 'memory'),
  );

/** Whether two containers differ in more than cpu and memory. A resize policy counts too. */
const differs = (next: Container, old: Container): boolean => {
  const rest = ({ resources, ...container }: Container) => ({
    ...container,
    limits: others(resources?.limits),
    requests: others(resources?.requests),
  });
  return !isEqual(rest(next), rest(old));
};

const fixedParts = (next: Pod, old: Pod): FieldErrors => [
  ...eachItem('spec.containers', next.spec.containers, (container, _at, index) => {
    const before = old.spec.containers[index];
    return before && differs(container, before)
      ? [forbidden('spec', 'only cpu and memory resources are mutable')]
      : none;
  }),
  ...eachItem('spec.initContainers', next.spec.initContainers, (container, _at, index) => {
    const before = old.spec.initContainers?.[index];
    if (!before) return none;
    if (!isRestartableInit(container))
      return isEqual(container, before)
        ? none
        : [forbidden('spec', 'resources for non-sidecar init containers are immutable')];
    return differs(container, before)
      ? [forbidden('spec', 'only cpu and memory resources for sidecar containers are mutable')]
      : none;
  }),
];

const isSupported = ({ status }: Pod): boolean => {
  const running = status.containerStatuses?.find(({ state }) => state?.running);
  return !running || running.resources !== undefined;
};

const hasOwnResources = ({ spec: { resources } }: Pod): boolean =>
  Object.keys(resources?.requests ?? {}).length + Object.keys(resources?.limits ?? {}).length > 0;

const POD_LEVEL =
  'resize of pods with pod-level resources is forbidden when InPlacePodLevelResourcesVerticalScalingEnabled feature gate is disabled';

export function validateResize(next: Pod, old: Pod): FieldErrors {
  if (old.metadata.annotations?.[MIRROR] !== undefined)
    return [forbidden('', 'static pods cannot be resized')];
  if (old.spec.os?.name === 'windows') return [forbidden('', 'windows pods cannot be resized')];
  const qos = old.status.qosClass ?? qosClass(old.spec);
  const errors = [
    ...validatePodParts(next),
    ...(qos === qosClass(next.spec)
      ? none
      : [invalid('spec', qos, 'Pod QOS Class may not change as a result of resizing')]),
    ...(isSupported(old)
      ? none
      : [forbidden('spec', 'Pod running on node without support for resize')]),
  ];
  if (hasOwnResources(old) || hasOwnResources(next)) return [...errors, forbidden('', POD_LEVEL)];
  const order = [
    ...sameOrder('containers', next.spec.containers, old.spec.containers),
    ...sameOrder('initContainers', next.spec.initContainers, old.spec.initContainers),
  ];
  if (order.length > 0) return [...errors, ...order];
  return [
    ...errors,
    ...eachItem('spec.initContainers', old.spec.initContainers, (before, at, index) =>
      isRestartableInit(before)
        ? keepsResources(
            `${at}.resources`,
            next.spec.initContainers?.[index]?.resources,
            before.resources,
          )
        : none,
    ),
    ...eachItem('spec.containers', old.spec.containers, (before, at, index) =>
      keepsResources(`${at}.resources`, next.spec.containers[index]?.resources, before.resources),
    ),
    ...fixedParts(next, old),
  ];
}
