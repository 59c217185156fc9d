/** `kubectl describe priorityclass` */
import { formatLabels } from '#apimachinery/selector.ts';
import type { PriorityClass } from '#resources/priorityclass.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { tabbedText } from './prefix-writer.ts';

export const priorityClassDescriber: Describer = {
  group: 'scheduling.k8s.io',
  kind: 'PriorityClass',
  /** Mirrors kubectl pkg/describe/describe.go describePriorityClass. */
  describe: async (world, object) => {
    const { metadata, value, globalDefault, preemptionPolicy, description } =
      object as PriorityClass;
    const events = await eventsOf(world, object);
    return tabbedText((w) => {
      w.write(0, `Name:\t${metadata.name}\n`);
      w.write(0, `Value:\t${value}\n`);
      w.write(0, `GlobalDefault:\t${globalDefault ?? false}\n`);
      w.write(0, `PreemptionPolicy:\t${preemptionPolicy ?? ''}\n`);
      w.write(0, `Description:\t${description ?? ''}\n`);
      w.write(0, `Annotations:\t${formatLabels(metadata.annotations)}\n`);
      writeEvents(w, events, world.nowMs);
    });
  },
};
