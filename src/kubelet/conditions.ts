/** The conditions the kubelet keeps on a pod. Mirrors kubernetes pkg/kubelet/status/generate.go. */
import { conditionOf } from '#apimachinery/conditions.ts';
import type { Observed, Phase } from './phase.ts';

export interface PodCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastProbeTime: string | null;
  readonly lastTransitionTime?: string;
  readonly observedGeneration?: number;
}

/** What a condition says, before the times. */
interface Verdict {
  readonly status: 'True' | 'False';
  readonly reason?: string;
  readonly message?: string;
}

const TRUE: Verdict = { status: 'True' };
const FALSE: Verdict = { status: 'False' };

/** ["a", "b"] ⇒ "[a b]", as Go prints a slice. */
const printSlice = (names: readonly string[]): string => `[${names.join(' ')}]`;

function initialized(observed: readonly Observed[], phase: Phase): Verdict {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' };
  const hasStarted = observed.some(
    ({ record, status }) =>
      record.role === 'app' && (status.state?.running || status.state?.terminated),
  );
  if (hasStarted) return TRUE;
  const incomplete = observed
    .filter(({ record: { role } }) => role === 'init' || role === 'sidecar')
    .filter(({ record, status }) => (record.role === 'init' ? !status.ready : !status.started))
    .map(({ record }) => record.spec.name);
  return incomplete.length === 0
    ? TRUE
    : {
        status: 'False',
        reason: 'ContainersNotInitialized',
        message: `containers with incomplete status: ${printSlice(incomplete)}`,
      };
}

function containersReady(observed: readonly Observed[], phase: Phase): Verdict {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  const unready = observed
    .filter(
      ({ record, status }) =>
        record.role !== 'init' && record.role !== 'ephemeral' && !status.ready,
    )
    .map(({ record }) => record.spec.name);
  return unready.length === 0
    ? TRUE
    : {
        status: 'False',
        reason: 'ContainersNotReady',
        message: `containers with unready status: ${printSlice(unready)}`,
      };
}

function ready(
  containers: Verdict,
  gates: readonly string[],
  conditions: readonly { readonly type: string; readonly status: string }[],
): Verdict {
  if (containers.status !== 'True') return containers;
  const messages = gates.flatMap((gate) => {
    const condition = conditions.find(({ type }) => type === gate);
    if (!condition) {
      return [`corresponding condition of pod readiness gate "${gate}" does not exist.`];
    }
    return condition.status === 'True'
      ? []
      : [`the status of pod readiness gate "${gate}" is not "True", but ${condition.status}`];
  });
  return messages.length === 0
    ? TRUE
    : { status: 'False', reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
}

const OWN = new Set([
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
  'PodResizePending',
  'PodResizeInProgress',
]);

/** What the conditions are made of. */
export interface ConditionInput {
  readonly observed: readonly Observed[];
  readonly phase: Phase;
  readonly hasSandbox: boolean;
  readonly gates: readonly string[];
  /** The conditions in the API, of which those of others are kept. */
  readonly inApi: readonly PodCondition[];
  /** The conditions this kubelet wrote last (or found): their times are kept while the status is the same. */
  readonly before: readonly PodCondition[];
  readonly generation: number | undefined;
  readonly now: string;
  /** Of a change of what its containers ask for. */
  readonly resize: readonly PodCondition[];
  /** Why the kubelet ends the pod before its time. */
  readonly target?: { readonly reason: string; readonly message: string } | undefined;
}

const saysSame = (a: PodCondition, verdict: Verdict, generation: number | undefined): boolean =>
  a.status === verdict.status &&
  a.reason === verdict.reason &&
  a.message === verdict.message &&
  a.observedGeneration === generation;

/** The last condition of each type: pods that come up in the same second share theirs. */
const lastMade = new Map<string, PodCondition>();

function dated(type: string, verdict: Verdict, input: ConditionInput): PodCondition {
  const { generation } = input;
  const old = conditionOf(input.before, type);
  if (old && saysSame(old, verdict, generation)) return old;
  const since = old?.status === verdict.status ? old.lastTransitionTime : undefined;
  const lastTransitionTime = since ?? input.now;
  const key = `${type} ${verdict.status}`;
  const made = lastMade.get(key);
  if (made?.lastTransitionTime === lastTransitionTime && saysSame(made, verdict, generation)) {
    return made;
  }
  const condition: PodCondition = {
    type,
    ...verdict,
    lastProbeTime: null,
    lastTransitionTime,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  lastMade.set(key, condition);
  return condition;
}

/** All of a pod's conditions, in upstream's order: those of others first. */
export function podConditions(input: ConditionInput): readonly PodCondition[] {
  const { observed, phase, hasSandbox, gates, inApi } = input;
  const others = inApi.every(({ type }) => OWN.has(type))
    ? []
    : inApi.filter(({ type }) => !OWN.has(type));
  const containers = containersReady(observed, phase);
  const { target } = input;
  const ending = target
    ? [dated('DisruptionTarget', { status: 'True', ...target }, input)]
    : others.filter(({ type }) => type === 'DisruptionTarget');
  const kept =
    ending.length > 0 ? others.filter(({ type }) => type !== 'DisruptionTarget') : others;
  return [
    ...kept,
    ...input.resize,
    ...ending,
    dated('PodReadyToStartContainers', hasSandbox ? TRUE : FALSE, input),
    dated('Initialized', initialized(observed, phase), input),
    dated('Ready', ready(containers, gates, inApi), input),
    dated('ContainersReady', containers, input),
    dated('PodScheduled', TRUE, input),
  ];
}
