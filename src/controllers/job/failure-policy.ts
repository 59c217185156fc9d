/** Which rule of a Job's podFailurePolicy a failed pod meets. Mirrors kubernetes pkg/controller/job/pod_failure_policy.go matchPodFailurePolicy. */
import type { Job, PodFailurePolicy, PodFailurePolicyRule } from '#resources/job.ts';
import type { Pod } from '#resources/pod.ts';
import { isPodFailed } from './pods.ts';

export interface Verdict {
  /** Why the whole Job fails; undefined when it does not. */
  readonly message?: string;
  /** Whether the failure counts towards the back-off limit. */
  readonly counts: boolean;
  /** What the rule that was met says; undefined when none was. */
  readonly action?: string;
}

const UNMATCHED: Verdict = { counts: true };

/** The first container that ended with an exit code the rule speaks of. */
function matchExitCodes(
  pod: Pod,
  { containerName, operator, values = [] }: NonNullable<PodFailurePolicyRule['onExitCodes']>,
) {
  const { containerStatuses = [], initContainerStatuses = [] } = pod.status;
  return [...containerStatuses, ...initContainerStatuses].find(({ name, state }) => {
    const exitCode = state?.terminated?.exitCode ?? 0;
    if (exitCode === 0 || (containerName !== undefined && containerName !== name)) return false;
    return values.includes(exitCode) === (operator === 'In');
  });
}

/** The first condition of the pod that one of the patterns speaks of. */
const matchConditions = (
  pod: Pod,
  patterns: NonNullable<PodFailurePolicyRule['onPodConditions']>,
) =>
  pod.status.conditions?.find((condition) =>
    patterns.some(({ type, status }) => type === condition.type && status === condition.status),
  );

/** How the pod met the rule, in words; undefined when it did not. */
function meeting(pod: Pod, rule: PodFailurePolicyRule): string | undefined {
  const name = `${pod.metadata.namespace}/${pod.metadata.name}`;
  if (rule.onExitCodes) {
    const container = matchExitCodes(pod, rule.onExitCodes);
    if (!container) return undefined;
    const { exitCode = 0 } = container.state?.terminated ?? {};
    return `Container ${container.name} for pod ${name} failed with exit code ${exitCode}`;
  }
  const condition = rule.onPodConditions && matchConditions(pod, rule.onPodConditions);
  return condition && `Pod ${name} has condition ${condition.type}`;
}

/** What the policy says of a failed pod: the first rule that is met decides. */
export function judgeFailure(policy: PodFailurePolicy | undefined, pod: Pod): Verdict {
  const { rules = [] } = policy ?? {};
  for (const [at, rule] of rules.entries()) {
    const met = meeting(pod, rule);
    if (met === undefined) continue;
    const { action } = rule;
    if (action === 'Ignore') return { counts: false, action };
    if (action !== 'FailJob') return { counts: true, action };
    return { counts: true, action, message: `${met} matching ${action} rule at index ${at}` };
  }
  return UNMATCHED;
}

/** Why the Job fails by its policy; undefined when it does not. Mirrors job_controller.go getFailJobMessage. */
export function failJobMessage(job: Job, pods: readonly Pod[]): string | undefined {
  const { podFailurePolicy } = job.spec;
  if (!podFailurePolicy) return undefined;
  for (const pod of pods) {
    const message = isPodFailed(pod, job) && judgeFailure(podFailurePolicy, pod).message;
    if (message) return message;
  }
  return undefined;
}
