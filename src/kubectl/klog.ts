/** Log lines on standard error, as klog writes them: `W1123 01:05:56.405750   20297 helpers.go:719] …`. */
import { printMicroTime } from '#apimachinery/time.ts';
import type { KubectlHost } from './host.ts';

/** One line, with its line feed. The process id is always 1: there are no processes here. */
export function klogLine(
  host: KubectlHost,
  level: 'I' | 'W' | 'E' | 'F',
  source: string,
  text: string,
): string {
  const [, month, day, time] = /^\d+-(\d\d)-(\d\d)T([\d:.]+)/.exec(
    printMicroTime(host.clock.now()),
  ) ?? ['', '01', '01', '00:00:00.000000'];
  return `${level}${month}${day} ${time}       1 ${source}] ${text}\n`;
}
