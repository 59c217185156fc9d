/** `kubectl describe replicationcontroller` */
import { formatLabels } from '#apimachinery/selector.ts';
import type { Event } from '#resources/event.ts';
import type { ReplicationController } from '#resources/replicationcontroller.ts';
import { writeConditionTable } from './conditions.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { countOwnPods, type PodCounts, podCountsText } from './owned-pods.ts';
import { writePodTemplate } from './pod-template.ts';
import { tabbedText } from './prefix-writer.ts';

/** Mirrors kubectl pkg/describe/describe.go describeReplicationController. */
const describeReplicationController = (
  controller: ReplicationController,
  counts: PodCounts,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { spec, status } = controller;
    writeName(w, controller);
    w.write(0, `Selector:\t${formatLabels(spec.selector)}\n`);
    writeLabelsAndAnnotations(w, controller);
    w.write(0, `Replicas:\t${status?.replicas ?? 0} current / ${spec.replicas ?? 0} desired\n`);
    w.write(0, `Pods Status:\t${podCountsText(counts)}\n`);
    writePodTemplate(w, spec.template);
    writeConditionTable(w, status?.conditions);
    writeEvents(w, events, nowMs);
  });

export const replicationControllerDescriber: Describer = {
  group: '',
  kind: 'ReplicationController',
  describe: async (world, object) => {
    const controller = object as ReplicationController;
    const selector = { matchLabels: controller.spec.selector ?? {} };
    const counts = await countOwnPods(world, controller, selector);
    const events = await eventsOf(world, controller);
    return describeReplicationController(controller, counts, events, world.nowMs);
  },
};
