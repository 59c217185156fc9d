/** `kubectl rollout restart` */
import { printTime } from '#apimachinery/time.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { Command } from '../../command.ts';
import { fieldManagerFlag, printFlags } from '../../flag-sets.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { type PatchOrRefusal, patchTargets } from './patch-targets.ts';
import { targetFlags } from './targets.ts';
import { isDeployment, keepsControllerRevisions, templateOf } from './workload-revisions.ts';

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** Writes the time into the template: that is a change, so new pods are rolled out. */
function restartPatch({ resource, object }: FetchedInfo, nowMs: number): PatchOrRefusal {
  if (!isDeployment(resource) && !keepsControllerRevisions(resource))
    return { refusal: 'restarting is not supported' };
  if (isDeployment(resource) && (object as Deployment).spec.paused)
    return { refusal: "can't restart paused deployment (run rollout resume first)" };
  const annotations = { [RESTARTED_AT]: printTime(nowMs) };
  return { patch: { spec: { template: { metadata: { annotations } } } } };
}

/** Whether the same second already had a restart: then nothing would change. */
const isRestartedNow = ({ object }: FetchedInfo, nowMs: number): boolean =>
  templateOf(object)?.metadata?.annotations?.[RESTARTED_AT] === printTime(nowMs);

export const restartCommand: Command = {
  name: 'restart',
  use: 'restart RESOURCE',
  short: 'Restart a resource',
  long: `Restarts a resource.

Its pods are replaced by a rollout.`,
  examples: `# Restart all deployments in the shop namespace
kubectl rollout restart deployment -n shop

# Restart a deployment
kubectl rollout restart deployment/web

# Restart a daemon set
kubectl rollout restart daemonset/agent

# Restart deployments with the app=web label
kubectl rollout restart deployment --selector=app=web`,
  flags: [...targetFlags, fieldManagerFlag('kubectl-rollout'), ...printFlags],
  run: (context) => {
    const nowMs = context.host.clock.now();
    return patchTargets(context, 'restarted', (info) => {
      const made = restartPatch(info, nowMs);
      if ('refusal' in made || !isRestartedNow(info, nowMs)) return made;
      return {
        failure: `failed to create patch for ${info.name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
      };
    });
  },
};
