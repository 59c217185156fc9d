/** A disruption taken from a PodDisruptionBudget, or refused. Mirrors kubernetes pkg/registry/core/pod/storage/eviction.go checkAndDecrement. */
import type { Actor, Call } from '#apimachinery/api.ts';
import { forbiddenError, StatusError } from '#apimachinery/status.ts';
import { printTime } from '#apimachinery/time.ts';
import { disruptionCondition, withAllowed } from '#resources/disruption/condition.ts';
import {
  type PodDisruptionBudget,
  podDisruptionBudgetKind,
} from '#resources/poddisruptionbudget.ts';
import type { ServerContext } from '../context.ts';
import { update } from '../verbs/update.ts';

/** No more evictions than this may wait to be confirmed. */
const MAX_DISRUPTED = 2_000;
const RESOURCE = { group: 'policy', plural: 'poddisruptionbudget' };
/** The server writes this by itself, whoever asked for the eviction. */
const server: Actor = {
  name: 'kube-apiserver',
  user: 'system:apiserver',
  groups: ['system:masters', 'system:authenticated'],
};

function tooManyRequests(cause: string, retryAfterSeconds = 0): StatusError {
  const message = "Cannot evict pod as it would violate the pod's disruption budget.";
  return new StatusError(429, 'TooManyRequests', message, {
    causes: [{ reason: 'DisruptionBudget', message: cause }],
    ...(retryAfterSeconds > 0 ? { retryAfterSeconds } : {}),
  });
}

/** Why nothing may be disrupted now. */
function spentWords({ metadata, status }: PodDisruptionBudget): string {
  const { name } = metadata;
  const { currentHealthy, desiredHealthy } = status;
  const condition = disruptionCondition(status);
  const said = condition?.status === 'False' && condition.message !== '' ? condition : undefined;
  const head = `The disruption budget ${name}`;
  if (said?.reason === 'SyncFailed') {
    return `${head} does not allow evicting pods currently because it failed sync: ${said.message}`;
  }
  if (currentHealthy <= desiredHealthy) {
    return `${head} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  }
  return said
    ? `${head} does not allow evicting pods currently (${said.reason}): ${said.message}`
    : `${head} does not allow evicting pods currently`;
}

function check({ metadata, status }: PodDisruptionBudget): void {
  const { name, generation = 0 } = metadata;
  if ((status.observedGeneration ?? 0) < generation) {
    const why = `The disruption budget ${name} is still being processed by the server.`;
    throw tooManyRequests(why, 10);
  }
  if (status.disruptionsAllowed < 0) {
    throw forbiddenError(RESOURCE, name, 'pdb disruptions allowed is negative');
  }
  if (Object.keys(status.disruptedPods ?? {}).length > MAX_DISRUPTED) {
    const why = 'DisruptedPods map too big - too many evictions not confirmed by PDB controller';
    throw forbiddenError(RESOURCE, name, why);
  }
}

/** Takes one disruption for `pod`, so that the controller counts it as gone already. */
export function spendBudget(
  context: ServerContext,
  budget: PodDisruptionBudget,
  pod: string,
  { cause }: Call,
  dryRun: boolean,
): void {
  check(budget);
  const { disruptionsAllowed, disruptedPods } = budget.status;
  if (disruptionsAllowed === 0) throw tooManyRequests(spentWords(budget));
  if (dryRun) return;
  const now = printTime(context.clock.now());
  const spent = {
    ...budget.status,
    disruptionsAllowed: disruptionsAllowed - 1,
    disruptedPods: { ...disruptedPods, [pod]: now },
  };
  const status = spent.disruptionsAllowed === 0 ? withAllowed(spent, now) : spent;
  const kind = podDisruptionBudgetKind as unknown as Parameters<typeof update>[1];
  update(context, kind, { ...budget, status } as never, { actor: server, cause }, 'status');
}
