/** `kubectl describe servicecidr` and `kubectl describe ipaddress` */
import type { IpAddress } from '#resources/ipaddress.ts';
import type { ServiceCidr } from '#resources/servicecidr.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

function writeConditions(w: PrefixWriter, { status }: ServiceCidr): void {
  if (!status?.conditions?.length) return;
  w.write(0, 'Status:\n');
  w.write(0, 'Conditions:\n');
  w.write(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage\n');
  w.write(1, '----\t------\t------------------\t------\t-------\n');
  for (const { type, status: is, lastTransitionTime, reason, message } of status.conditions) {
    const cells = [type, is, longTime(lastTransitionTime), reason ?? '', message ?? ''];
    w.write(1, `${cells.join('\t')}\n`);
  }
}

export const serviceCidrDescriber: Describer = {
  group: 'networking.k8s.io',
  kind: 'ServiceCIDR',
  /** Mirrors kubectl pkg/describe/describe.go describeServiceCIDRV1. */
  describe: async (world, object) => {
    const cidr = object as ServiceCidr;
    const events = await eventsOf(world, object);
    return tabbedText((w) => {
      w.write(0, `Name:\t${cidr.metadata.name}\n`);
      writeLabelsAndAnnotations(w, cidr);
      w.write(0, `CIDRs:\t${(cidr.spec.cidrs ?? []).join(', ')}\n`);
      writeConditions(w, cidr);
      writeEvents(w, events, world.nowMs);
    });
  },
};

export const ipAddressDescriber: Describer = {
  group: 'networking.k8s.io',
  kind: 'IPAddress',
  /** Mirrors kubectl pkg/describe/describe.go describeIPAddressV1. */
  describe: async (world, object) => {
    const { metadata, spec } = object as IpAddress;
    const events = await eventsOf(world, object);
    return tabbedText((w) => {
      w.write(0, `Name:\t${metadata.name}\n`);
      writeLabelsAndAnnotations(w, object);
      const { parentRef } = spec;
      if (parentRef) {
        w.write(0, 'Parent Reference:\n');
        w.write(1, `Group:\t${parentRef.group ?? ''}\n`);
        w.write(1, `Resource:\t${parentRef.resource}\n`);
        w.write(1, `Namespace:\t${parentRef.namespace ?? ''}\n`);
        w.write(1, `Name:\t${parentRef.name}\n`);
      }
      writeEvents(w, events, world.nowMs);
    });
  },
};
