/** `kubectl describe ingressclass` */
import type { IngressClass } from '#resources/ingressclass.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

export const ingressClassDescriber: Describer = {
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  /** Mirrors kubectl pkg/describe/describe.go describeIngressClassV1. */
  describe: async (world, object) => {
    const { metadata, spec } = object as IngressClass;
    const events = await eventsOf(world, object);
    return tabbedText((w) => {
      w.write(0, `Name:\t${metadata.name}\n`);
      writeLabelsAndAnnotations(w, object);
      w.write(0, `Controller:\t${spec.controller ?? ''}\n`);
      const { parameters } = spec;
      if (parameters) {
        w.write(0, 'Parameters:\n');
        if (parameters.apiGroup !== undefined) w.write(1, `APIGroup:\t${parameters.apiGroup}\n`);
        w.write(1, `Kind:\t${parameters.kind}\n`);
        w.write(1, `Name:\t${parameters.name}\n`);
      }
      writeEvents(w, events, world.nowMs);
    });
  },
};
