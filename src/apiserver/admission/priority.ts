/** A pod's priority is its class's, the default class's, or 0. Mirrors kubernetes plugin/pkg/admission/priority. */
import { memoised } from '#apimachinery/intern.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import {
  type PriorityClass,
  priorityClassKind,
  systemPriorityClasses,
} from '#resources/priorityclass.ts';
import type { AdmissionStep, ServerContext } from '../context.ts';
import { isPod, type PodLike, type PodSpecLike } from './pod-like.ts';
import { storedList, storedObject } from './stored.ts';

const POLICY = 'PreemptLowerPriority';

interface Priority {
  readonly name: string | undefined;
  readonly value: number;
  readonly policy: string;
}

const NONE: Priority = { name: undefined, value: 0, policy: POLICY };

/** Of several marked, the least important. */
function globalDefault(server: ServerContext): PriorityClass | undefined {
  let found: PriorityClass | undefined;
  for (const each of storedList(server, priorityClassKind)) {
    if (each.globalDefault && (!found || found.value > each.value)) found = each;
  }
  return found;
}

const priorityOf = ({ metadata, value, preemptionPolicy }: PriorityClass): Priority => ({
  name: metadata.name,
  value,
  policy: preemptionPolicy ?? POLICY,
});

/** undefined: there is no such class. */
function resolve(server: ServerContext, { priorityClassName }: PodSpecLike): Priority | undefined {
  const found = priorityClassName
    ? storedObject(server, priorityClassKind, '', priorityClassName)
    : globalDefault(server);
  if (found) return priorityOf(found);
  return priorityClassName ? undefined : NONE;
}

const withoutClass = memoised(
  (spec: PodSpecLike): PodSpecLike => ({ ...spec, priority: 0, preemptionPolicy: POLICY }),
);

const withPriority = (spec: PodSpecLike, { name, value, policy }: Priority): PodSpecLike => ({
  ...spec,
  ...(name === undefined ? {} : { priorityClassName: name }),
  priority: value,
  preemptionPolicy: policy,
});

/** A pod may say its priority only as its class has it. */
function contradiction(spec: PodSpecLike, { value, policy }: Priority): string | undefined {
  const from = 'from the given PriorityClass name';
  if (spec.priority !== undefined && spec.priority !== value) {
    return `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} ${from}`;
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy) {
    return `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} ${from}`;
  }
  return undefined;
}

function checkPod(server: ServerContext, kind: Kind, { metadata, spec }: PodLike): void {
  const priority = resolve(server, spec);
  const why = priority
    ? contradiction(spec, priority)
    : `no PriorityClass with name ${spec.priorityClassName} was found`;
  if (why === undefined) return;
  throw forbiddenError(kind, metadata.name || metadata.generateName || '', why);
}

/** Only one class is the default. */
function checkClass(server: ServerContext, kind: Kind, object: KubeObject, isNew: boolean): void {
  if (!(object as PriorityClass).globalDefault) return;
  const other = globalDefault(server)?.metadata.name;
  if (other === undefined || (!isNew && other === object.metadata.name)) return;
  const why = `PriorityClass ${other} is already marked as default. Only one default can exist`;
  throw forbiddenError(kind, object.metadata.name, why);
}

export const priority: AdmissionStep = {
  name: 'Priority',
  reads: ['priorityclasses'],
  mutate: (server, kind, object): KubeObject => {
    if (!isPod(kind)) return object;
    const pod = object as PodLike;
    const found = resolve(server, pod.spec) ?? NONE;
    const spec = found === NONE ? withoutClass(pod.spec) : withPriority(pod.spec, found);
    return { ...pod, spec } as KubeObject;
  },
  check: (server, kind, object) => {
    if (isPod(kind)) checkPod(server, kind, object as PodLike);
    else if (kind === priorityClassKind) checkClass(server, kind, object, true);
  },
  checkUpdate: (server, kind, next) => {
    if (kind === priorityClassKind) checkClass(server, kind, next, false);
  },
  checkDelete: (_server, kind, { metadata: { name } }) => {
    if (kind !== priorityClassKind) return;
    if (!systemPriorityClasses.some((one) => one.name === name)) return;
    throw forbiddenError(kind, name, 'this is a system priority class and cannot be deleted');
  },
};
