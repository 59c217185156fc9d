/** What pods use of a quota. Mirrors kubernetes pkg/quota/v1/evaluator/core/pods.go. */
import { timeOf } from '#apimachinery/time.ts';
import { qosClass } from '../pods/qos.ts';
import { podLimits, podRequests, type ResourceList } from '../pods/requests.ts';
import type { Container, Pod } from '../pods/types.ts';
import { addAmounts } from './amounts.ts';
import type { Evaluator } from './evaluator.ts';
import { matchesRequirement } from './scopes.ts';
import type { ScopeRequirement } from './types.ts';

const COUNT = 'count/pods';
const NAMES = [
  COUNT,
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'pods',
];
const HUGE = ['hugepages-', 'requests.hugepages-'];
/** What every container must say under a quota of it. */
const DEMANDED = [
  'cpu',
  'memory',
  'requests.cpu',
  'requests.memory',
  'limits.cpu',
  'limits.memory',
];
const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];

/** `requests.nvidia.com/gpu` */
const isExtended = (name: string): boolean =>
  name.startsWith('requests.') && name.includes('/') && !name.includes('kubernetes.io/');

/** Requests count twice: by their own name and as `requests.…`. */
function computeUsage(requests: ResourceList = {}, limits: ResourceList = {}): ResourceList {
  const usage: Record<string, string> = { pods: '1' };
  for (const name of COMPUTE) {
    const [request, limit] = [requests[name], limits[name]];
    if (request !== undefined) usage[name] = usage[`requests.${name}`] = request;
    if (limit !== undefined) usage[`limits.${name}`] = limit;
  }
  for (const [name, request] of Object.entries(requests)) {
    if (name.startsWith('hugepages-')) usage[name] = usage[`requests.${name}`] = request;
    else if (name.includes('/')) usage[`requests.${name}`] = request;
  }
  return usage;
}

/** Finished pods and those whose time is long over use nothing but their name. */
function isLive({ metadata, status }: Pod, nowMs: number): boolean {
  if (status?.phase === 'Failed' || status?.phase === 'Succeeded') return false;
  const { deletionTimestamp, deletionGracePeriodSeconds: grace } = metadata;
  if (!deletionTimestamp || grace === undefined) return true;
  return nowMs <= timeOf(deletionTimestamp) + 1000 * grace;
}

const isTerminating = ({ spec }: Pod): boolean => (spec.activeDeadlineSeconds ?? -1) >= 0;

type AffinityTerm = {
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: object;
};
const looksAcross = ({ namespaces, namespaceSelector }: AffinityTerm): boolean =>
  Boolean(namespaces?.length) || namespaceSelector !== undefined;

function usesOtherNamespaces({ spec }: Pod): boolean {
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
  return [podAffinity, podAntiAffinity].some((rules) => {
    const hard = rules?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const soft = rules?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return hard.some(looksAcross) || soft.some((term) => looksAcross(term.podAffinityTerm));
  });
}

function isInScope(scope: ScopeRequirement, pod: Pod): boolean {
  const { priorityClassName } = pod.spec;
  switch (scope.scopeName) {
    case 'Terminating':
      return isTerminating(pod);
    case 'NotTerminating':
      return !isTerminating(pod);
    case 'BestEffort':
      return qosClass(pod.spec) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(pod.spec) !== 'BestEffort';
    case 'PriorityClass':
      return matchesRequirement(scope, priorityClassName || undefined);
    case 'CrossNamespacePodAffinity':
      return usesOtherNamespaces(pod);
    default:
      return false;
  }
}

/** `must specify limits.cpu for: web; requests.cpu for: web,log` */
function problem(required: readonly string[], { spec }: Pod): string | undefined {
  if (spec.resources) return undefined;
  const demanded = required.filter((name) => DEMANDED.includes(name)).sort();
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const isSilent = (name: string, { resources }: Container): boolean =>
    computeUsage(resources?.requests, resources?.limits)[name] === undefined;
  const missing = demanded.flatMap((name) => {
    const silent = containers.filter((container) => isSilent(name, container));
    const names = [...new Set(silent.map((container) => container.name))].sort();
    return names.length > 0 ? [`${name} for: ${names.join(',')}`] : [];
  });
  return missing.length > 0 ? `must specify ${missing.join('; ')}` : undefined;
}

export const podEvaluator: Evaluator = {
  group: '',
  plural: 'pods',
  countsUpdate: (next, old) => isTerminating(next as Pod) !== isTerminating(old as Pod),
  matching: (names) =>
    names.filter(
      (name) =>
        NAMES.includes(name) || HUGE.some((prefix) => name.startsWith(prefix)) || isExtended(name),
    ),
  usage: (object, nowMs) => {
    const pod = object as Pod;
    const count = { [COUNT]: '1' };
    if (!isLive(pod, nowMs)) return count;
    return addAmounts(count, computeUsage(podRequests(pod), podLimits(pod)));
  },
  isInScope: (scope, object) => isInScope(scope, object as Pod),
  problem: (required, object) => problem(required, object as Pod),
  givesBack: (next, old, nowMs) => isLive(old as Pod, nowMs) && !isLive(next as Pod, nowMs),
};
