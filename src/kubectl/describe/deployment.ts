/** `kubectl describe deployment` */
import { printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { Event } from '#resources/event.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { type DeploymentSets, deploymentSets } from '../deployment-sets.ts';
import { writeConditionTable } from './conditions.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { writePodTemplate } from './pod-template.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

/** `web-1 (3/3 replicas created), web-2 (0/0 replicas created)` */
const setsText = (sets: readonly ReplicaSet[]): string =>
  sets
    .map(({ metadata, spec, status }) => {
      const made = `${status?.replicas ?? 0}/${spec.replicas ?? 0}`;
      return `${metadata.name} (${made} replicas created)`;
    })
    .join(', ') || '<none>';

/** `3 desired | 3 updated | 3 total | 3 available | 0 unavailable` */
function replicasText({ spec, status }: Deployment): string {
  const counts = [
    `${spec.replicas ?? 0} desired`,
    `${status?.updatedReplicas ?? 0} updated`,
    `${status?.replicas ?? 0} total`,
    `${status?.availableReplicas ?? 0} available`,
    `${status?.unavailableReplicas ?? 0} unavailable`,
  ];
  return counts.join(' | ');
}

function writeStrategy(w: PrefixWriter, { spec }: Deployment): void {
  w.write(0, `StrategyType:\t${spec.strategy?.type ?? ''}\n`);
  w.write(0, `MinReadySeconds:\t${spec.minReadySeconds ?? 0}\n`);
  const rolling = spec.strategy?.rollingUpdate;
  if (!rolling) return;
  const { maxUnavailable = '<nil>', maxSurge = '<nil>' } = rolling;
  w.write(0, `RollingUpdateStrategy:\t${maxUnavailable} max unavailable, ${maxSurge} max surge\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describeDeployment. */
export const describeDeployment = (
  deployment: Deployment,
  { old, current }: DeploymentSets,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { metadata, spec, status } = deployment;
    writeName(w, deployment);
    w.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}\n`);
    writeLabelsAndAnnotations(w, deployment);
    w.write(0, `Selector:\t${printSelector(selectorOfObject(spec.selector))}\n`);
    w.write(0, `Replicas:\t${replicasText(deployment)}\n`);
    writeStrategy(w, deployment);
    writePodTemplate(w, spec.template);
    writeConditionTable(w, status?.conditions);
    if (old.length > 0 || current) {
      w.write(0, `OldReplicaSets:\t${setsText(old)}\n`);
      w.write(0, `NewReplicaSet:\t${setsText(current ? [current] : [])}\n`);
    }
    writeEvents(w, events, nowMs);
  });

export const deploymentDescriber: Describer = {
  group: 'apps',
  kind: 'Deployment',
  describe: async (world, object) => {
    const deployment = object as Deployment;
    const sets = await deploymentSets(world.api, deployment);
    return describeDeployment(deployment, sets, await eventsOf(world, deployment), world.nowMs);
  },
};
