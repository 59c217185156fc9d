/** `--retry`: what is tried again, and when. Mirrors curl src/tool_operate.c post_per_transfer. */
import type { CurlOptions } from './options.ts';
import type { Transferred } from './transfer.ts';

const TRANSIENT: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const LONGEST_WAIT_S = 600;

function reasonFor(
  options: CurlOptions,
  status: number,
  { response }: Transferred,
): string | undefined {
  if (status === 28) return ': timeout';
  if (status === 7 && options.has('retry-connrefused')) return ': connection refused';
  if (response && TRANSIENT.has(response.status)) return ': HTTP error';
  return status !== 0 && options.has('retry-all-errors') ? '(retrying all errors)' : undefined;
}

/** Why and after how many seconds to try again; undefined: what came of it stands. */
export function retryAfter(
  options: CurlOptions,
  status: number,
  done: Transferred,
  retries: number,
): { readonly why: string; readonly seconds: number } | undefined {
  const why = reasonFor(options, status, done);
  if (why === undefined) return undefined;
  const fixed = options.number('retry-delay');
  return { why, seconds: fixed || Math.min(2 ** retries, LONGEST_WAIT_S) };
}
