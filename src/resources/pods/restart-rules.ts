/** Whether a container that ended starts again: its own rules, its own policy, its pod's. Mirrors kubernetes pkg/api/v1/pod/util.go ContainerShouldRestart. */

interface RestartRule {
  readonly action: string;
  readonly exitCodes?: { readonly operator: string; readonly values?: readonly number[] };
}

/** What of a container decides (ContainerRestartRules, on by default since 1.35). */
export interface RestartPolicies {
  readonly restartPolicy?: string;
  readonly restartPolicyRules?: readonly RestartRule[];
}

function isMet({ action, exitCodes }: RestartRule, exitCode: number): boolean {
  if (action !== 'Restart' || !exitCodes) return false;
  const isListed = exitCodes.values?.includes(exitCode) ?? false;
  return exitCodes.operator === 'In' ? isListed : exitCodes.operator === 'NotIn' && !isListed;
}

/** `podPolicy` counts when the container has none; without both it starts always. */
export function restartsAfter(
  { restartPolicy, restartPolicyRules }: RestartPolicies,
  podPolicy: string | undefined,
  exitCode: number,
): boolean {
  if (restartPolicy && restartPolicyRules?.some((rule) => isMet(rule, exitCode))) return true;
  const policy = restartPolicy ?? podPolicy ?? 'Always';
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}
