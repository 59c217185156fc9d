/** `kubectl describe statefulset` */
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import { printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import type { Event } from '#resources/event.ts';
import type { ClaimTemplate, StatefulSet } from '#resources/statefulset.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabels, writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { countOwnPods, type PodCounts, podCountsText } from './owned-pods.ts';
import { writePodTemplate } from './pod-template.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** Mirrors kubectl pkg/describe/describe.go describeVolumeClaimTemplates. */
function writeClaims(w: PrefixWriter, templates: readonly ClaimTemplate[]): void {
  if (templates.length === 0) {
    w.write(0, 'Volume Claims:\t<none>\n');
    return;
  }
  w.write(0, 'Volume Claims:\n');
  for (const { metadata, spec } of templates) {
    const storage = spec?.resources?.requests?.['storage'];
    w.write(1, `Name:\t${metadata?.name ?? ''}\n`);
    w.write(
      1,
      `StorageClass:\t${metadata?.annotations?.[BETA_CLASS] ?? spec?.storageClassName ?? ''}\n`,
    );
    writeLabels(w, 'Labels', metadata?.labels, '  ');
    writeLabels(w, 'Annotations', metadata?.annotations, '  ');
    w.write(1, `Capacity:\t${storage === undefined ? '<default>' : canonicalQuantity(storage)}\n`);
    w.write(1, `Access Modes:\t[${(spec?.accessModes ?? []).join(' ')}]\n`);
  }
}

function writeStrategy(w: PrefixWriter, { spec }: StatefulSet): void {
  const { type = '', rollingUpdate } = spec.updateStrategy ?? {};
  w.write(0, `Update Strategy:\t${type}\n`);
  if (rollingUpdate?.partition === undefined) return;
  w.write(1, `Partition:\t${rollingUpdate.partition}\n`);
  const { maxUnavailable } = rollingUpdate;
  if (maxUnavailable !== undefined) w.write(1, `MaxUnavailable:\t${maxUnavailable}\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describeStatefulSet. */
const describeStatefulSet = (
  set: StatefulSet,
  counts: PodCounts,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { metadata, spec, status } = set;
    writeName(w, set);
    w.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}\n`);
    w.write(0, `Selector:\t${printSelector(selectorOfObject(spec.selector))}\n`);
    writeLabelsAndAnnotations(w, set);
    w.write(0, `Replicas:\t${spec.replicas ?? 0} desired | ${status?.replicas ?? 0} total\n`);
    writeStrategy(w, set);
    w.write(0, `Pods Status:\t${podCountsText(counts)}\n`);
    writePodTemplate(w, spec.template);
    writeClaims(w, spec.volumeClaimTemplates ?? []);
    writeEvents(w, events, nowMs);
  });

export const statefulSetDescriber: Describer = {
  group: 'apps',
  kind: 'StatefulSet',
  describe: async (world, object) => {
    const set = object as StatefulSet;
    const counts = await countOwnPods(world, set, set.spec.selector);
    return describeStatefulSet(set, counts, await eventsOf(world, set), world.nowMs);
  },
};
