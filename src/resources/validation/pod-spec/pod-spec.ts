/** A pod's spec as a whole, in upstream's order. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePodSpec. */
import { duplicate, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import {
  dns1123LabelErrors,
  dns1123SubdomainErrors,
  qualifiedNameErrors,
} from '#apimachinery/names.ts';
import type { PodSpec } from '../../pods/types.ts';
import { each, eachItem, type FieldErrors, none, rangeMessage } from '../fields.ts';
import { validateLabels } from '../labels.ts';
import { validateAffinity, validateSpread } from './affinity.ts';
import { validateContainers, validateInitContainers } from './containers.ts';
import { validateEphemeralContainers } from './ephemeral.ts';
import { validatePodSecurity } from './security.ts';
import { validateTolerations } from './tolerations.ts';
import { validateVolumes } from './volumes.ts';

const RESTART = ['Always', 'OnFailure', 'Never'];
const DNS = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

const oneOf = (field: string, value: string | undefined, known: readonly string[]): FieldErrors => {
  if (!value) return [required(field)];
  return known.includes(value) ? none : [notSupported(field, value, known)];
};

const named = (
  field: string,
  value: string | undefined,
  rule: (value: string) => readonly string[],
): FieldErrors => (value ? each(field, value, rule(value)) : none);

function validateHostNetwork(field: string, spec: PodSpec, isPod: boolean): FieldErrors {
  if (!spec.hostNetwork) return none;
  const why = 'must match `containerPort` when `hostNetwork` is true';
  return eachItem(`${field}.containers`, spec.containers, ({ ports }, container) =>
    eachItem(`${container}.ports`, ports, ({ hostPort = 0, containerPort }, at) =>
      (isPod || hostPort !== 0) && hostPort !== containerPort
        ? [invalid(`${at}.hostPort`, hostPort, why)]
        : none,
    ),
  );
}

function validateGates(field: string, gates: PodSpec['schedulingGates']): FieldErrors {
  const seen = new Set<string>();
  return eachItem(field, gates, ({ name }, at) => {
    const isTaken = seen.has(name);
    seen.add(name);
    const errors = each(at, name, qualifiedNameErrors(name));
    return isTaken ? [...errors, duplicate(at, name)] : errors;
  });
}

function validateDnsConfig(field: string, { dnsPolicy, dnsConfig }: PodSpec): FieldErrors {
  if (dnsPolicy !== 'None') return none;
  if (!dnsConfig) {
    return [required(field, 'must provide `dnsConfig` when `dnsPolicy` is None')];
  }
  const why = 'must provide at least one DNS nameserver when `dnsPolicy` is None';
  return dnsConfig.nameservers?.length ? none : [required(`${field}.nameservers`, why)];
}

function validateDeadline(field: string, seconds: number | undefined): FieldErrors {
  if (seconds === undefined || (seconds >= 1 && seconds <= 2_147_483_647)) return none;
  return [invalid(field, seconds, rangeMessage(1, 2_147_483_647))];
}

/** Names of other things, and when and where it may run. */
const validatePlacement = (field: string, spec: PodSpec): FieldErrors => [
  ...named(`${field}.serviceAccountName`, spec.serviceAccountName, dns1123SubdomainErrors),
  ...named(`${field}.nodeName`, spec.nodeName, dns1123SubdomainErrors),
  ...validateDeadline(`${field}.activeDeadlineSeconds`, spec.activeDeadlineSeconds),
  ...named(`${field}.hostname`, spec.hostname, dns1123LabelErrors),
  ...named(`${field}.subdomain`, spec.subdomain, dns1123LabelErrors),
  ...validateTolerations(`${field}.tolerations`, spec.tolerations),
  ...named(`${field}.priorityClassName`, spec.priorityClassName, dns1123SubdomainErrors),
  ...named(`${field}.runtimeClassName`, spec.runtimeClassName, dns1123SubdomainErrors),
];

/** `isPod` is false for templates. */
export function validatePodSpec(field: string, spec: PodSpec, isPod: boolean): FieldErrors {
  const volumes = validateVolumes(`${field}.volumes`, spec.volumes);
  return [
    ...volumes.errors,
    ...validateContainers(`${field}.containers`, spec, volumes.names),
    ...validateInitContainers(`${field}.initContainers`, spec, volumes.names),
    ...validateEphemeralContainers(`${field}.ephemeralContainers`, spec, volumes.names),
    ...validateHostNetwork(field, spec, isPod),
    ...oneOf(`${field}.restartPolicy`, spec.restartPolicy, RESTART),
    ...oneOf(`${field}.dnsPolicy`, spec.dnsPolicy, DNS),
    ...validateLabels(`${field}.nodeSelector`, spec.nodeSelector),
    ...validatePodSecurity(`${field}.securityContext`, spec.securityContext),
    ...validateAffinity(`${field}.affinity`, spec.affinity),
    ...validateDnsConfig(`${field}.dnsConfig`, spec),
    ...eachItem(`${field}.readinessGates`, spec.readinessGates, ({ conditionType }, at) =>
      each(`${at}.conditionType`, conditionType, qualifiedNameErrors(conditionType)),
    ),
    ...validateGates(`${field}.schedulingGates`, spec.schedulingGates),
    ...validateSpread(`${field}.topologySpreadConstraints`, spec.topologySpreadConstraints),
    ...validatePlacement(field, spec),
  ];
}
