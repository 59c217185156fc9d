/** Times as text and as milliseconds: the only place that knows a calendar. */

let lastSecond = Number.NaN;
let lastText = '';

/** 1_767_603_600_000 ⇒ "2026-01-05T09:00:00Z". Many things happen in one second: the last text is kept. */
export function printTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== lastSecond) {
    lastText = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
    lastSecond = second;
  }
  return lastText;
}

/** 1_767_603_600_123 ⇒ "2026-01-05T09:00:00.123000Z", as Leases and Event series write it. */
export function printMicroTime(ms: number): string {
  const millis = Math.floor(ms) - 1000 * Math.floor(ms / 1000);
  return `${printTime(ms).slice(0, 19)}.${String(millis).padStart(3, '0')}000Z`;
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** "2026-01-05T09:00:00Z" ⇒ 1_767_603_600_000; NaN for what is no RFC 3339 time. */
export const parseTime = (text: string): number =>
  RFC3339.test(text) ? Date.parse(text) : Number.NaN;

/** Whole milliseconds since the epoch, or 0 when there is no time. */
export const timeOf = (text: string | null | undefined): number => (text ? parseTime(text) : 0);

/** A time as Go prints it by itself: 1_767_603_600_000 ⇒ "Mon, 05 Jan 2026 09:00:00 +0000" (RFC 1123 with zone). */
export function printRfc1123(ms: number): string {
  return printHttpDate(ms).replace('GMT', '+0000');
}

/** As HTTP's headers write it: "Mon, 05 Jan 2026 09:00:00 GMT". */
export function printHttpDate(ms: number): string {
  return new Date(ms).toUTCString();
}
