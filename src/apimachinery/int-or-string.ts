/** Numbers or percentages: `maxSurge: 25%`. Mirrors apimachinery pkg/util/intstr. */

/** "25%" of 10, up ⇒ 3; down ⇒ 2; a plain number ⇒ itself; undefined for other text. */
export function scaledValue(
  value: number | string,
  total: number,
  rounding: 'up' | 'down',
): number | undefined {
  if (typeof value === 'number') return value;
  const percent = /^([+-]?\d+)%$/.exec(value);
  if (!percent) return undefined;
  const share = (Number(percent[1]) * total) / 100;
  return rounding === 'up' ? Math.ceil(share) : Math.floor(share);
}

/** "80" ⇒ 80, "25%" ⇒ "25%", "http" ⇒ "http": as intstr.Parse reads a flag. */
export const parseIntOrString = (text: string): number | string =>
  /^[+-]?\d+$/.test(text) ? Number(text) : text;
