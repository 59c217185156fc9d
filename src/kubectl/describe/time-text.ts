/** Times and ages as descriptions show them. */
import { humanDuration } from '#apimachinery/duration.ts';
import { parseTime, printRfc1123 } from '#apimachinery/time.ts';

/** What Go prints for a time nobody set. */
const ZERO_TIME = 'Mon, 01 Jan 0001 00:00:00 +0000';

/** "2026-01-05T09:00:00Z" ⇒ "Mon, 05 Jan 2026 09:00:00 +0000" */
export const longTime = (time: string | null | undefined): string =>
  time ? printRfc1123(parseTime(time)) : ZERO_TIME;

/** "2026-01-05T09:00:00Z", two minutes later ⇒ "2m"; no time ⇒ "<unknown>". */
export const ageOf = (time: string | null | undefined, nowMs: number): string =>
  time ? humanDuration(nowMs - parseTime(time)) : '<unknown>';
