/** What one recorder remembers of each object it told about: enough to count, combine and hold back. Mirrors client-go tools/record events_cache.go. */
import type { Clock } from '#kernel/clock.ts';
import { createRecent } from './event-names.ts';

/** An event written before, so that the same again only counts up. */
interface Written {
  readonly reason: string;
  /** Undefined when it stands for several messages. */
  readonly message: string | undefined;
  readonly fieldPath: string | undefined;
  readonly namespace: string;
  readonly name: string;
}

/** Events that differ in their message only. */
interface Alike {
  readonly reason: string;
  readonly messages: string[];
  lastMs: number;
}

/** Everything about one object, in events of one type. */
export interface Subject {
  tokens: number;
  refilledMs: number;
  readonly alike: Alike[];
  readonly written: Written[];
}

const MAX_ALIKE = 10;
const ALIKE_MS = 600_000;
/** One source may send so many events about an object at once, and one more in five minutes. */
const BURST = 25;
const REFILL_MS = 300_000;
/** So many different events of an object are told apart, more than it may send in hours. */
const MAX_WRITTEN = 64;

/** Whether an event is to be combined with those that differ only in message. Mirrors EventAggregator. */
export function isCombined(
  { alike }: Subject,
  reason: string,
  message: string,
  nowMs: number,
): boolean {
  const at = alike.findIndex((one) => one.reason === reason);
  const known = alike[at];
  if (!known || nowMs - known.lastMs > ALIKE_MS) {
    alike[at < 0 ? alike.length : at] = { reason, messages: [message], lastMs: nowMs };
    return false;
  }
  known.lastMs = nowMs;
  if (!known.messages.includes(message)) known.messages.push(message);
  if (known.messages.length < MAX_ALIKE) return false;
  known.messages.shift();
  return true;
}

/** Whether an event is one too many; it takes a token when it is not. Mirrors EventSourceObjectSpamFilter. */
export function isSpam(subject: Subject, nowMs: number): boolean {
  const gained = (nowMs - subject.refilledMs) / REFILL_MS;
  const tokens = Math.min(BURST, subject.tokens + gained);
  subject.refilledMs = nowMs;
  subject.tokens = tokens < 1 ? tokens : tokens - 1;
  return tokens < 1;
}

/** The event written before under the same reason, part and message. */
export const lastWritten = (
  { written }: Subject,
  reason: string,
  fieldPath: string | undefined,
  message: string | undefined,
): Written | undefined =>
  written.find(
    (one) => one.message === message && one.reason === reason && one.fieldPath === fieldPath,
  );

/** Remembers an event, in place of the one before it. */
export function remember(subject: Subject, before: Written | undefined, next: Written): void {
  const { written } = subject;
  if (before) written[written.indexOf(before)] = next;
  else if (written.push(next) > MAX_WRITTEN) written.shift();
}

/** Finds what is known of an object by its name and the events' type; those not heard of for long are forgotten. */
export function createEventMemory(clock: Clock): (who: string, type: string) => Subject {
  const byType = new Map<string, ReturnType<typeof createRecent<Subject>>>();
  return (who, type) => {
    let recent = byType.get(type);
    if (!recent) {
      recent = createRecent<Subject>();
      byType.set(type, recent);
    }
    const known = recent.get(who);
    if (known) return known;
    const subject = { tokens: BURST, refilledMs: clock.now(), alike: [], written: [] };
    recent.set(who, subject);
    return subject;
  };
}
