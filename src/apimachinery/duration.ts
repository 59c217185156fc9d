/** Durations: the ages kubectl shows, and Go's own notation. */

const plural = (count: number, unit: string, rest: number, restUnit: string): string =>
  rest === 0 ? `${count}${unit}` : `${count}${unit}${rest}${restUnit}`;

/** 150_000 ⇒ "2m30s". Mirrors apimachinery pkg/util/duration HumanDuration. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return plural(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return plural(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return plural(days, 'd', hours % 24, 'h');
  if (hours < 17_520) return `${days}d`;
  const years = Math.trunc(hours / 24 / 365);
  if (hours < 70_080) return plural(years, 'y', days % 365, 'd');
  return `${years}y`;
}

/** 150_000 ⇒ "2m", 7_200_000 ⇒ "2h". Mirrors apimachinery pkg/util/duration ShortHumanDuration. */
export function shortHumanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 24) return `${hours}h`;
  if (hours < 8_760) return `${Math.trunc(hours / 24)}d`;
  return `${Math.trunc(hours / 24 / 365)}y`;
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** "1m30s" ⇒ 90_000; undefined for what Go's time.ParseDuration refuses. */
export function parseGoDuration(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
  let total = 0;
  let end = 0;
  for (let found = part.exec(rest); found; found = part.exec(rest)) {
    total += Number(found[1]) * (UNIT_MS[found[2] ?? ''] ?? 0);
    end = part.lastIndex;
  }
  return end > 0 && end === rest.length ? sign * total : undefined;
}

/** 90_000 ⇒ "1m30s", 1_500 ⇒ "1.5s", 0 ⇒ "0s": as Go's Duration.String. */
export function printGoDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 0) return `-${printGoDuration(-ms)}`;
  if (ms < 1) return ms < 1e-3 ? `${Math.round(ms * 1e6)}ns` : `${Number((ms * 1e3).toFixed(3))}µs`;
  if (ms < 1_000) return `${Number(ms.toFixed(6))}ms`;
  const seconds = Number(((ms % 60_000) / 1000).toFixed(9));
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 0) return `${seconds}s`;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}m${seconds}s` : `${hours}h${minutes % 60}m${seconds}s`;
}
