/** How GNU wget writes times, speeds and its help. */

const pad = (part: number): string => String(part).padStart(2, '0');

/** "2026-01-05 09:00:00" */
export function stamp(nowMs: number): string {
  const at = new Date(nowMs);
  const day = `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
  return `${day} ${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
}

/** 600 bytes in 10 ms ⇒ "58.6 KB/s" */
export function speedOf(bytes: number, ms: number): string {
  const perSecond = ms > 0 ? (bytes * 1000) / ms : bytes;
  const units = ['B/s', 'KB/s', 'MB/s', 'GB/s'];
  let value = perSecond;
  let at = 0;
  for (; value >= 1024 && at < units.length - 1; at += 1) value /= 1024;
  const digits = at === 0 ? 0 : value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[at] ?? ''}`;
}

export const HELP = `GNU Wget 1.21.3, a simulated one: HTTP only.
Usage: wget [OPTION]... [URL]...

  -O,  --output-document=FILE   write the answer into FILE (- is standard output)
  -P,  --directory-prefix=DIR   save into DIR
  -S,  --server-response        show the answer's headers
  -T,  --timeout=SECONDS        how long to wait
  -t,  --tries=NUMBER           how often to try (0: without end)
  -q,  --quiet                  say nothing
  -nv, --no-verbose             say little
       --header=LINE            send a header
       --post-data=TEXT         send a body
       --spider                 only look whether it is there
`;
