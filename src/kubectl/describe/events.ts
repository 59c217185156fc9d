/** The events of an object, oldest first, as the last part of its description. */
import { goSort } from '#apimachinery/go/sort.ts';
import { parseTime } from '#apimachinery/time.ts';
import type { Event } from '#resources/event.ts';
import type { PrefixWriter } from './prefix-writer.ts';
import { ageOf } from './time-text.ts';

/** `7s`, or `7s (x3 over 20s)` for one that was seen more than once. */
export function eventAge(event: Event, nowMs: number): string {
  const first = ageOf(event.eventTime ?? event.firstTimestamp, nowMs);
  const { series, count = 0 } = event;
  if (series)
    return `${ageOf(series.lastObservedTime, nowMs)} (x${series.count ?? 0} over ${first})`;
  return count > 1 ? `${ageOf(event.lastTimestamp, nowMs)} (x${count} over ${first})` : first;
}

const lastSeen = (event: Event): number =>
  event.lastTimestamp ? parseTime(event.lastTimestamp) : Number.NEGATIVE_INFINITY;

const isEarlier = (a: Event, b: Event): boolean => lastSeen(a) < lastSeen(b);

/** `spec.containers{nginx}: Container created` */
function messageOf({ message, involvedObject }: Event): string {
  const text = (message ?? '').trim();
  return involvedObject?.fieldPath ? `${involvedObject.fieldPath}: ${text}` : text;
}

/**
 * Mirrors kubectl pkg/describe/describe.go DescribeEvents. Nothing is written for undefined: events
 * were not asked for.
 */
export function writeEvents(
  w: PrefixWriter,
  events: readonly Event[] | undefined,
  nowMs: number,
): void {
  if (!events) return;
  if (events.length === 0) {
    w.write(0, 'Events:\t<none>\n');
    return;
  }
  w.write(0, 'Events:\n  Type\tReason\tAge\tFrom\tMessage\n');
  w.write(1, '----\t------\t----\t----\t-------\n');
  for (const event of goSort(events, isEarlier)) {
    const from = event.source?.component || event.reportingComponent || '';
    const cells = [event.type, event.reason, eventAge(event, nowMs), from, messageOf(event)];
    w.write(1, `${cells.map((cell) => cell ?? '').join('\t')}\n`);
  }
}
