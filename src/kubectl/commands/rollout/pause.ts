/** `kubectl rollout pause` */
import type { Deployment } from '#resources/deployment.ts';
import type { Command } from '../../command.ts';
import { fieldManagerFlag, printFlags } from '../../flag-sets.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { type PatchOrRefusal, patchTargets } from './patch-targets.ts';
import { targetFlags } from './targets.ts';
import { isDeployment } from './workload-revisions.ts';

function pausePatch({ resource, object }: FetchedInfo): PatchOrRefusal {
  if (!isDeployment(resource)) return { refusal: 'pausing is not supported' };
  return (object as Deployment).spec.paused
    ? { refusal: 'is already paused' }
    : { patch: { spec: { paused: true } } };
}

export const pauseCommand: Command = {
  name: 'pause',
  use: 'pause RESOURCE',
  short: 'Mark the provided resource as paused',
  long: `Marks a resource as paused.

Controllers leave a paused resource alone; "kubectl rollout resume" lets them go on. Only deployments can be paused.`,
  examples: `# Pause a deployment: it keeps running as it is, and changes to it wait
kubectl rollout pause deployment/web`,
  flags: [...printFlags, ...targetFlags, fieldManagerFlag('kubectl-rollout')],
  run: (context) => patchTargets(context, 'paused', pausePatch),
};
