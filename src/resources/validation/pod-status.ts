/** What a status write may make of a pod. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePodStatusUpdate. */
import { forbidden, invalid } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors, qualifiedNameErrors } from '#apimachinery/names.ts';
import { type RestartPolicies, restartsAfter } from '../pods/restart-rules.ts';
import type { Pod, PodCondition, PodSpec, PodStatus } from '../pods/types.ts';
import { eachItem, type FieldErrors, none } from './fields.ts';
import { ipErrors } from './formats.ts';

const SYSTEM_CONDITIONS: readonly string[] = ['PodScheduled', 'Ready', 'Initialized'];
const NOT_NEGATIVE = 'must be a non-negative integer';

type Conditions = PodStatus['conditions'];
type Statuses = PodStatus['containerStatuses'];
type Ips = PodStatus['podIPs'];

const negative = (field: string, value: number | undefined): FieldErrors =>
  value !== undefined && value < 0 ? [invalid(field, value, NOT_NEGATIVE)] : none;

/** Types found valid once: kubelets write the same ones again and again. */
const validTypes = new Set(SYSTEM_CONDITIONS);

function isFine({ type, observedGeneration = 0 }: PodCondition): boolean {
  if (observedGeneration < 0) return false;
  if (validTypes.has(type)) return true;
  const isValid = qualifiedNameErrors(type).length === 0;
  if (isValid && validTypes.size < 100) validTypes.add(type);
  return isValid;
}

function conditionErrors(conditions: Conditions, old: Conditions): FieldErrors {
  if (conditions === old || !conditions || conditions.every(isFine)) return none;
  return eachItem('status.conditions', conditions, ({ type, observedGeneration }, at) => [
    ...negative(`${at}.observedGeneration`, observedGeneration),
    ...(SYSTEM_CONDITIONS.includes(type)
      ? none
      : qualifiedNameErrors(type).map((why) => invalid(`${at}.Type`, type, why))),
  ]);
}

function nominatedErrors(next: PodStatus, old: Pod): FieldErrors {
  const field = 'status.nominatedNodeName';
  const name = next.nominatedNodeName ?? '';
  if (name === '' || name === old.status.nominatedNodeName) return none;
  const errors = dns1123SubdomainErrors(name).map((why) => invalid(field, name, why));
  const isBound = old.spec.nodeName !== undefined && old.spec.nodeName !== '';
  const why = 'may not be set on pods that are already bound to a node';
  return isBound ? [...errors, forbidden(field, why)] : errors;
}

/** What ended for good stays ended. */
function transitionErrors(next: Statuses, old: Statuses, spec: PodSpec): FieldErrors {
  if (next === old || spec.restartPolicy === 'Always') return none;
  return eachItem('status.containerStatuses', old, ({ name, state }, at) => {
    const ended = state?.terminated;
    const now = ended ? next?.find((one) => one.name === name) : undefined;
    if (!ended || !now || now.state?.terminated) return none;
    const container = spec.containers.find((one) => one.name === name) as
      | RestartPolicies
      | undefined;
    if (container && restartsAfter(container, spec.restartPolicy, ended.exitCode)) return none;
    return [forbidden(`${at}.state`, 'may not be transitioned to non-terminated state')];
  });
}

const familyOf = (ip: string): string => (ip.includes(':') ? '6' : '4');

function podIpErrors(ips: Ips, old: Ips): FieldErrors {
  if (ips === old || !ips) return none;
  const known = (old ?? []).map(({ ip = '' }) => ip);
  const errors = eachItem('status.podIPs', ips, ({ ip = '' }, at) =>
    known.includes(ip) ? none : ipErrors(ip).map((why) => invalid(at, ip, why)),
  );
  const families = new Set(ips.map(({ ip = '' }) => familyOf(ip)));
  if (families.size === ips.length) return errors;
  const shown = ips.map(({ ip }) => ({ IP: ip }));
  const why = 'may specify no more than one IP for each IP family';
  return [...errors, invalid('status.podIPs', shown, why)];
}

function hostIpErrors({ hostIP, hostIPs }: PodStatus): FieldErrors {
  const [first] = hostIPs ?? [];
  if (!first || first.ip === hostIP) return none;
  return [invalid('status.hostIPs[0].ip', first.ip, 'must be equal to `hostIP`')];
}

/** Why a pod may not get a status. */
export function validatePodStatusUpdate(next: Pod, old: Pod): FieldErrors {
  const { status } = next;
  const before = old.status;
  return [
    ...conditionErrors(status.conditions, before.conditions),
    ...nominatedErrors(status, old),
    ...negative('status.observedGeneration', status.observedGeneration),
    ...(before.qosClass !== undefined && status.qosClass !== before.qosClass
      ? [invalid('status.qosClass', status.qosClass ?? '', 'field is immutable')]
      : none),
    ...transitionErrors(status.containerStatuses, before.containerStatuses, old.spec),
    ...podIpErrors(status.podIPs, before.podIPs),
    ...(status.hostIPs === before.hostIPs ? none : hostIpErrors(status)),
  ];
}

/** What a status write can't take away: the class of service. Mirrors pkg/registry/core/pod/strategy.go podStatusStrategy. */
export function preparePodStatusUpdate(next: Pod, old: Pod): Pod {
  const { qosClass } = old.status;
  if (!qosClass || next.status.qosClass) return next;
  return { ...next, status: { ...next.status, qosClass } };
}
