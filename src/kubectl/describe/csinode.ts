/** `kubectl describe csinode` */
import type { CsiNode } from '#resources/csinode.ts';
import { goList } from './claim.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

export const csiNodeDescriber: Describer = {
  group: 'storage.k8s.io',
  kind: 'CSINode',
  /** Mirrors kubectl pkg/describe/describe.go describeCSINode. */
  describe: async (world, object) => {
    const node = object as CsiNode;
    const events = await eventsOf(world, node);
    return tabbedText((w) => {
      w.write(0, `Name:\t${node.metadata.name}\n`);
      writeLabelsAndAnnotations(w, node);
      w.write(0, `CreationTimestamp:\t${longTime(node.metadata.creationTimestamp)}\n`);
      w.write(0, 'Spec:\n');
      if (node.spec.drivers) w.write(1, 'Drivers:\n');
      for (const { name, nodeID, allocatable, topologyKeys } of node.spec.drivers ?? []) {
        w.write(2, `${name}:\n`);
        w.write(3, `Node ID:\t${nodeID}\n`);
        if (allocatable?.count !== undefined) {
          w.write(3, 'Allocatables:\n');
          w.write(4, `Count:\t${allocatable.count}\n`);
        }
        if (topologyKeys) w.write(3, `Topology Keys:\t${goList(topologyKeys)}\n`);
      }
      writeEvents(w, events, world.nowMs);
    });
  },
};
