/** `kubectl describe replicaset` */
import { formatLabelSelector } from '#apimachinery/selector.ts';
import type { Event } from '#resources/event.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { writeConditionTable } from './conditions.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeController, writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { countOwnPods, type PodCounts, podCountsText } from './owned-pods.ts';
import { writePodTemplate } from './pod-template.ts';
import { tabbedText } from './prefix-writer.ts';

/** Mirrors kubectl pkg/describe/describe.go describeReplicaSet. */
export const describeReplicaSet = (
  set: ReplicaSet,
  counts: PodCounts,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { spec, status } = set;
    writeName(w, set);
    w.write(0, `Selector:\t${formatLabelSelector(spec.selector)}\n`);
    writeLabelsAndAnnotations(w, set);
    writeController(w, set);
    w.write(0, `Replicas:\t${status?.replicas ?? 0} current / ${spec.replicas ?? 0} desired\n`);
    w.write(0, `Pods Status:\t${podCountsText(counts)}\n`);
    writePodTemplate(w, spec.template);
    writeConditionTable(w, status?.conditions);
    writeEvents(w, events, nowMs);
  });

export const replicaSetDescriber: Describer = {
  group: 'apps',
  kind: 'ReplicaSet',
  describe: async (world, object) => {
    const set = object as ReplicaSet;
    const counts = await countOwnPods(world, set, set.spec.selector);
    return describeReplicaSet(set, counts, await eventsOf(world, set), world.nowMs);
  },
};
