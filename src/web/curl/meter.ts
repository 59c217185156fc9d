/** curl's progress meter. Mirrors curl lib/progress.c progress_meter and max5data. */

const HEAD = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
`;

const UNITS: readonly (readonly [limit: number, unit: number, letter: string])[] = [
  [10_000 * 1024, 1024, 'k'],
  [100 * 1024 ** 2, -(1024 ** 2), 'M'],
  [10_000 * 1024 ** 2, 1024 ** 2, 'M'],
];

/** In five columns: 4573 ⇒ " 4573", 101_376 ⇒ "  99k", 20_000_000 ⇒ "19.0M" */
function inFive(bytes: number): string {
  if (bytes < 100_000) return String(bytes).padStart(5);
  for (const [limit, unit, letter] of UNITS) {
    if (bytes >= limit) continue;
    if (unit > 0) return `${String(Math.floor(bytes / unit)).padStart(4)}${letter}`;
    const tenths = Math.floor((bytes / -unit) * 10) / 10;
    return `${tenths.toFixed(1).padStart(4)}${letter}`;
  }
  return `${String(Math.floor(bytes / 1024 ** 3)).padStart(4)}G`;
}

/** 3_723 ⇒ " 1:02:03"; nothing known ⇒ "--:--:--" */
function clock(seconds: number): string {
  if (seconds <= 0) return '--:--:--';
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${String(h).padStart(2)}:${String(m).padStart(2, '0')}:${String(s).padStart(2, '0')}`;
}

interface Progress {
  /** Bytes the answer has, as far as known, and that have come. */
  readonly total: number;
  readonly received: number;
  readonly sent: number;
  readonly seconds: number;
}

function row({ total, received, sent, seconds }: Progress): string {
  const all = total + sent;
  const percent = (part: number, whole: number): string =>
    String(whole > 0 ? Math.floor((part * 100) / whole) : 0).padStart(3);
  const speed = (bytes: number): number => (seconds > 0 ? Math.floor(bytes / seconds) : 0);
  const done = Math.floor(seconds);
  return `\r${percent(received + sent, all)} ${inFive(all)}  ${percent(received, total)} ${inFive(received)}  ${percent(sent, sent)} ${inFive(sent)}  ${inFive(speed(received))}  ${inFive(speed(sent))} ${clock(0)} ${clock(done)} ${clock(0)} ${inFive(speed(received + sent))}`;
}

const NOTHING: Progress = { total: 0, received: 0, sent: 0, seconds: 0 };

/** What is shown when a transfer begins. */
export const meterStart = (isFirst: boolean): string => `${isFirst ? HEAD : ''}${row(NOTHING)}`;

/** What is shown when it has ended. */
export const meterEnd = (progress: Progress): string => `${row(progress)}\n`;
