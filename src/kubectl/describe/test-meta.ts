/** Metadata for golden descriptions: made a minute before they are printed. */
import { parseTime } from '#apimachinery/time.ts';

export const nowMs = parseTime('2026-01-05T09:01:00Z');
export const meta = (name: string, more: object = {}) => ({
  name,
  namespace: 'default',
  uid: `uid-${name}`,
  creationTimestamp: '2026-01-05T09:00:00Z',
  ...more,
});
