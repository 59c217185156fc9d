/** `kubectl rollout resume` */
import type { Deployment } from '#resources/deployment.ts';
import type { Command } from '../../command.ts';
import { fieldManagerFlag, printFlags } from '../../flag-sets.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { type PatchOrRefusal, patchTargets } from './patch-targets.ts';
import { targetFlags } from './targets.ts';
import { isDeployment } from './workload-revisions.ts';

function resumePatch({ resource, object }: FetchedInfo): PatchOrRefusal {
  if (!isDeployment(resource)) return { refusal: 'resuming is not supported' };
  return (object as Deployment).spec.paused
    ? { patch: { spec: { paused: null } } }
    : { refusal: 'is not paused' };
}

export const resumeCommand: Command = {
  name: 'resume',
  use: 'resume RESOURCE',
  short: 'Resume a paused resource',
  long: `Resumes a paused resource.

Controllers take it up again. Only deployments can be resumed.`,
  examples: `# Resume a paused deployment
kubectl rollout resume deployment/web`,
  flags: [...printFlags, ...targetFlags, fieldManagerFlag('kubectl-rollout')],
  run: (context) => patchTargets(context, 'resumed', resumePatch),
};
