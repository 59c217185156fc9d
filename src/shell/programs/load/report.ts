/** What `load` says: a line each second, and the sum at the end. */
import type { Second, Tally } from './tally.ts';

const SHARES = [50, 90, 95, 99, 100];

/** 59.9 ⇒ "59.9 ms", 1_250 ⇒ "1.25 s" */
const printMs = (ms: number): string =>
  ms < 1_000 ? `${ms.toFixed(ms < 10 ? 2 : 1)} ms` : `${(ms / 1_000).toFixed(2)} s`;

/** "99.87 %"; never 100 where anything failed. */
function availability({ sent, failed }: Pick<Tally, 'sent' | 'failed'>): string {
  if (sent === 0) return '-';
  const percent = ((sent - failed) / sent) * 100;
  const shown = failed > 0 ? Math.min(percent, 99.99) : percent;
  return `${failed === 0 ? '100' : shown.toFixed(2)} %`;
}

/** `   12s     50 sent    3 failed` */
export const progressLine = (second: number, { sent, failed }: Second): string =>
  `${`${second + 1}s`.padStart(6)}  ${String(sent).padStart(6)} sent  ${String(failed).padStart(5)} failed${failed > 0 ? '  !' : ''}\n`;

function latencies(sorted: readonly number[]): string {
  if (sorted.length === 0) return '';
  const at = (share: number): number =>
    sorted[Math.max(0, Math.ceil((sorted.length * share) / 100) - 1)] ?? 0;
  const parts = SHARES.map(
    (share) => `${share === 100 ? 'max' : `p${share}`} ${printMs(at(share))}`,
  );
  return `Latency:       ${parts.join('   ')}\n`;
}

/** The final report. */
export function report(tally: Tally, tookMs: number): string {
  const { sent, failed, reasons } = tally;
  const seconds = tookMs / 1_000;
  const rate = seconds > 0 ? (sent / seconds).toFixed(1) : '0';
  const why = [...reasons]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `  ${String(count).padStart(8)}  ${reason}\n`)
    .join('');
  const when = tally
    .troubles()
    .map(([from, to, count]) => `  ${`${from}s - ${to + 1}s`.padStart(12)}  ${count} failed\n`)
    .join('');
  return [
    `\nRequests:      ${sent} in ${seconds.toFixed(1)} s (${rate} a second)\n`,
    `Succeeded:     ${sent - failed}\n`,
    `Failed:        ${failed}\n${why}`,
    when === '' ? '' : `Failures from the start on:\n${when}`,
    latencies([...tally.latencies].sort((a, b) => a - b)),
    `Availability:  ${availability(tally)}\n`,
  ].join('');
}

export const HELP = `Usage: load URL [--rate N] [--for TIME] [OPTION]...
Sends requests to a server of the cluster and tells how many failed, why and when.

  -r, --rate N       so many requests a second (10)
  -z, --for TIME     for so long: 30s, 2m (10s)
  -n, --requests N   so many requests instead
  -c, --workers N    instead of a rate: N clients that ask again once answered
  -t, --timeout TIME how long a request may take (2s)
  -m, --method NAME  -H 'Name: value'   -d BODY
  -q, --quiet        no line each second
      --fail         end with 1 when any request failed

Ctrl-C ends it and tells what happened until then. hey and ab are the same
program with their own letters (-n, -c, -z, -q; -n, -c, -t).

Examples:
  load http://web --rate 50 --for 30s
  load node-1:30080 -n 1000 -c 10
`;
