/** The description of kinds without one of their own: every field, labelled. */
import type { Json, KubeObject } from '#apimachinery/object.ts';
import { printGoValue } from '#apimachinery/patch/go-print.ts';
import type { Event } from '#resources/event.ts';
import { type DescribeWorld, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';

const ACRONYMS = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);
const SHOWN_ABOVE = new Set([
  '.metadata.managedFields',
  '.metadata.name',
  '.metadata.namespace',
  '.metadata.labels',
  '.metadata.annotations',
]);

/** "podCIDRs" ⇒ ["pod", "CIDRs"], as fatih/camelcase splits. */
const camelWords = (text: string): readonly string[] =>
  text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{L}+|-+/gu) ?? [];

/** "leaseDurationSeconds" ⇒ "Lease Duration Seconds", "uid" ⇒ "UID", "f:spec" ⇒ "f:spec". */
export function smartLabel(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field;
  return camelWords(field)
    .map((word) => {
      if (ACRONYMS.has(word.toUpperCase())) return word.toUpperCase();
      return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
    })
    .join(' ');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const shown = (value: unknown): string => printGoValue(value as Json);

function writeContent(
  w: PrefixWriter,
  level: number,
  content: Readonly<Record<string, unknown>>,
  path: string,
): void {
  for (const field of Object.keys(content).sort()) {
    const value = content[field];
    const at = `${path}.${field}`;
    if (value === undefined || SHOWN_ABOVE.has(at)) continue;
    const label = smartLabel(field);
    if (isRecord(value)) {
      w.write(level, `${label}:\n`);
      writeContent(w, level + 1, value, at);
    } else if (Array.isArray(value)) {
      w.write(level, `${label}:\n`);
      for (const child of value) {
        if (isRecord(child)) writeContent(w, level + 1, child, at);
        else w.write(level + 1, `${shown(child)}\n`);
      }
    } else {
      w.write(level, `${label}:\t${shown(value)}\n`);
    }
  }
}

/** Mirrors kubectl pkg/describe/describe.go genericDescriber. */
export const describeGeneric = (
  object: KubeObject,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    writeName(w, object);
    writeLabelsAndAnnotations(w, object);
    writeContent(w, 0, { ...object }, '');
    writeEvents(w, events, nowMs);
  });

/** Describes whatever the other describers don't. */
export const describeAnything = async (world: DescribeWorld, object: KubeObject): Promise<string> =>
  describeGeneric(object, await eventsOf(world, object), world.nowMs);
