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
  messages: readonly string[];
  lastMs: number;
}

/** Everything about one object, in events of one type. */
export interface Subject {
  tokens: number;
  refilledMs: number;
  // Lists of exactly what is in them: there is a subject for each pod, and most have one item.
  alike: readonly Alike[];
  written: readonly Written[];
}

const NONE: readonly never[] = [];

const MAX_ALIKE = 10;
const ALIKE_MS = 600_000;
/** One source may send so many events about an object at once, and one more in five minutes. */
const BURST = 25;
const REFILL_MS = 300_000;
/** So many different events of an object are told apart, more than it may send in hours. */
const MAX_WRITTEN = 64;

/** Whether an event is to be combined with those that differ only in message. Mirrors EventAggregator. */
export function isCombined(
  subject: Subject,
  reason: string,
  message: string,
  nowMs: number,
): boolean {
  const known = subject.alike.find((one) => one.reason === reason);
  if (!known) {
    subject.alike = [...subject.alike, { reason, messages: [message], lastMs: nowMs }];
    return false;
  }
  const before = nowMs - known.lastMs <= ALIKE_MS ? known.messages : NONE;
  const messages = before.includes(message) ? before : [...before, message];
  const isFull = messages.length >= MAX_ALIKE;
  known.lastMs = nowMs;
  known.messages = isFull ? messages.slice(1) : messages;
  return isFull;
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
  const others = before ? subject.written.filter((one) => one !== before) : subject.written;
  subject.written = others.length < MAX_WRITTEN ? [...others, next] : [...others.slice(1), next];
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
    const subject = { tokens: BURST, refilledMs: clock.now(), alike: NONE, written: NONE };
    recent.set(who, subject);
    return subject;
  };
}
