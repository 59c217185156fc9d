/** Durations as a transcript writes them. */

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000 };

/** "5m50s" ⇒ 350_000 */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  return parts.reduce((sum, [, many, unit]) => sum + Number(many) * (unitMs[unit ?? ''] ?? 0), 0);
}

/** "5m50s" ⇒ "5 min 50 s" */
export function sayDuration(text: string): string {
  return text
    .replace(/(\d+)([hms])/g, (_all, many, unit) => `${many} ${unit === 'm' ? 'min' : unit} `)
    .trim();
}
