/** `kubectl describe volumeattributesclass` */
import { formatLabels } from '#apimachinery/selector.ts';
import type { VolumeAttributesClass } from '#resources/volumeattributesclass.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { tabbedText } from './prefix-writer.ts';

export const volumeAttributesClassDescriber: Describer = {
  group: 'storage.k8s.io',
  kind: 'VolumeAttributesClass',
  /** Mirrors kubectl pkg/describe/describe.go describeVolumeAttributesClass. */
  describe: async (world, object) => {
    const { metadata, driverName, parameters } = object as VolumeAttributesClass;
    const events = await eventsOf(world, object);
    return tabbedText((w) => {
      w.write(0, `Name:\t${metadata.name}\n`);
      w.write(0, `Annotations:\t${formatLabels(metadata.annotations)}\n`);
      w.write(0, `DriverName:\t${driverName}\n`);
      w.write(0, `Parameters:\t${formatLabels(parameters)}\n`);
      writeEvents(w, events, world.nowMs);
    });
  },
};
