/** Containers get a namespace's default limits, and nothing may be outside its bounds. Mirrors kubernetes plugin/pkg/admission/limitranger/admission.go. */
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import { type LimitRange, limitRangeKind } from '#resources/limitrange.ts';
import {
  type PersistentVolumeClaim,
  persistentVolumeClaimKind,
} from '#resources/persistentvolumeclaim.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import type { ResourceList } from '#resources/pods/requests.ts';
import type { Container } from '#resources/pods/types.ts';
import type { AdmissionStep, ServerContext } from '../../context.ts';
import { storedList } from '../stored.ts';
import { claimProblems, podProblems } from './limit-problems.ts';

const ANNOTATION = 'kubernetes.io/limit-ranger';

interface Defaults {
  readonly limits: ResourceList;
  readonly requests: ResourceList;
}

function defaultsOf({ spec }: LimitRange): Defaults {
  const items = spec.limits.filter(({ type }) => type === 'Container');
  return {
    limits: Object.assign({}, ...items.map((item) => item.default)) as ResourceList,
    requests: Object.assign({}, ...items.map((item) => item.defaultRequest)) as ResourceList,
  };
}

const missingFrom = (list: ResourceList | undefined, defaults: ResourceList): readonly string[] =>
  Object.keys(defaults)
    .filter((name) => list?.[name] === undefined)
    .sort();

const pick = (list: ResourceList, names: readonly string[]): ResourceList =>
  Object.fromEntries(names.map((name) => [name, list[name] ?? '0']));

/** The container with what it lacks; what was set is noted. */
function completed(
  container: Container,
  defaults: Defaults,
  what: string,
  notes: string[],
): Container {
  const { limits, requests } = container.resources ?? {};
  const limited = missingFrom(limits, defaults.limits);
  const requested = missingFrom(requests, defaults.requests);
  const place = `for ${what} ${container.name}`;
  if (requested.length > 0) notes.push(`${requested.join(', ')} request ${place}`);
  if (limited.length > 0) notes.push(`${limited.join(', ')} limit ${place}`);
  if (requested.length + limited.length === 0) return container;
  const nextLimits = { ...limits, ...pick(defaults.limits, limited) };
  const nextRequests = { ...requests, ...pick(defaults.requests, requested) };
  return {
    ...container,
    resources: {
      ...container.resources,
      ...(Object.keys(nextLimits).length > 0 ? { limits: nextLimits } : {}),
      ...(Object.keys(nextRequests).length > 0 ? { requests: nextRequests } : {}),
    },
  };
}

function withDefaults(pod: Pod, range: LimitRange): Pod {
  const defaults = defaultsOf(range);
  const notes: string[] = [];
  const containers = pod.spec.containers.map((one) => completed(one, defaults, 'container', notes));
  const initContainers = pod.spec.initContainers?.map((one) =>
    completed(one, defaults, 'init container', notes),
  );
  if (notes.length === 0) return pod;
  const note = `LimitRanger plugin set: ${notes.join('; ')}`;
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: note };
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    spec: { ...pod.spec, containers, ...(initContainers ? { initContainers } : {}) },
  };
}

/** One problem stands alone, several in brackets, each once. */
function refuse(kind: Kind, object: KubeObject, problems: readonly string[]): void {
  const each = [...new Set(problems)];
  const [only] = each;
  if (only === undefined) return;
  const why = each.length === 1 ? only : `[${each.join(', ')}]`;
  throw forbiddenError(kind, object.metadata.name, why);
}

function check(server: ServerContext, kind: Kind, object: KubeObject): void {
  const isPod = kind === podKind;
  if (!isPod && kind !== persistentVolumeClaimKind) return;
  for (const range of storedList(server, limitRangeKind, object.metadata.namespace)) {
    const problems = isPod
      ? podProblems(range, object as Pod)
      : claimProblems(range, object as PersistentVolumeClaim);
    refuse(kind, object, problems);
  }
}

export const limitRanger: AdmissionStep = {
  name: 'LimitRanger',
  reads: ['limitranges'],
  mutate: (server, kind, object): KubeObject => {
    if (kind !== podKind) return object;
    const ranges = storedList(server, limitRangeKind, object.metadata.namespace);
    return ranges.reduce(withDefaults, object as Pod);
  },
  checkComplete: check,
  checkUpdate: (server, kind, next, old) => {
    if (kind === persistentVolumeClaimKind && !old.metadata.deletionTimestamp) {
      check(server, kind, next);
    }
  },
};
