/** `kubectl describe configmap` */
import type { StringMap } from '#apimachinery/object.ts';
import { base64Size } from '#resources/base64.ts';
import type { ConfigMap } from '#resources/configmap.ts';
import type { Event } from '#resources/event.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

/** Entries in the order of their keys. */
export const sortedEntries = (map: StringMap | undefined): readonly (readonly [string, string])[] =>
  Object.keys(map ?? {})
    .sort()
    .map((key) => [key, map?.[key] ?? ''] as const);

/** Mirrors kubectl pkg/describe/describe.go ConfigMapDescriber. */
export const describeConfigMap = (
  object: ConfigMap,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    writeName(w, object);
    writeLabelsAndAnnotations(w, object);
    w.write(0, '\nData\n====\n');
    for (const [key, value] of sortedEntries(object.data)) {
      w.write(0, `${key}:\n----\n`);
      w.write(0, `${value}\n\n`);
    }
    w.write(0, '\nBinaryData\n====\n');
    for (const [key, value] of sortedEntries(object.binaryData))
      w.write(0, `${key}: ${base64Size(value)} bytes\n`);
    w.write(0, '\n');
    writeEvents(w, events, nowMs);
  });

export const configMapDescriber: Describer = {
  group: '',
  kind: 'ConfigMap',
  describe: async (world, object) =>
    describeConfigMap(object as ConfigMap, await eventsOf(world, object), world.nowMs),
};
