/** `kubectl describe daemonset` */
import { formatLabels, printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import type { DaemonSet } from '#resources/daemonset.ts';
import type { Event } from '#resources/event.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { countOwnPods, type PodCounts, podCountsText } from './owned-pods.ts';
import { writePodTemplate } from './pod-template.ts';
import { tabbedText } from './prefix-writer.ts';

/** Mirrors kubectl pkg/describe/describe.go describeDaemonSet. */
const describeDaemonSet = (
  set: DaemonSet,
  counts: PodCounts,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { spec, status } = set;
    writeName(w, set);
    w.write(0, `Selector:\t${printSelector(selectorOfObject(spec.selector))}\n`);
    w.write(0, `Node-Selector:\t${formatLabels(spec.template.spec?.nodeSelector)}\n`);
    writeLabelsAndAnnotations(w, set);
    const lines: readonly (readonly [string, number | undefined])[] = [
      ['Desired Number of Nodes Scheduled', status?.desiredNumberScheduled],
      ['Current Number of Nodes Scheduled', status?.currentNumberScheduled],
      ['Number of Nodes Scheduled with Up-to-date Pods', status?.updatedNumberScheduled],
      ['Number of Nodes Scheduled with Available Pods', status?.numberAvailable],
      ['Number of Nodes Misscheduled', status?.numberMisscheduled],
    ];
    for (const [what, count = 0] of lines) w.write(0, `${what}: ${count}\n`);
    w.write(0, `Pods Status:\t${podCountsText(counts)}\n`);
    writePodTemplate(w, spec.template);
    writeEvents(w, events, nowMs);
  });

export const daemonSetDescriber: Describer = {
  group: 'apps',
  kind: 'DaemonSet',
  describe: async (world, object) => {
    const set = object as DaemonSet;
    const counts = await countOwnPods(world, set, set.spec.selector);
    return describeDaemonSet(set, counts, await eventsOf(world, set), world.nowMs);
  },
};
