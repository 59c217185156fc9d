/** `-w`: what is printed after a transfer. Mirrors curl src/tool_writeout.c. */
import { type Header, headerOf } from '../exchange.ts';

/** What is known once a transfer is over. */
export interface Transfer {
  readonly url: URL;
  readonly method: string;
  readonly httpStatus: number;
  readonly headers: readonly Header[];
  readonly downloaded: number;
  readonly uploaded: number;
  readonly headerBytes: number;
  readonly requestBytes: number;
  readonly redirects: number;
  readonly redirectUrl: string;
  readonly ip: string;
  readonly port: number;
  readonly totalMs: number;
  /** Where connecting ended and the first byte came; 0 when they never did. */
  readonly connectMs: number;
  readonly file: string;
  readonly exit: number;
  readonly error: string;
  readonly retries: number;
  readonly number: number;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(6);
const status = ({ httpStatus }: Transfer): string => String(httpStatus).padStart(3, '0');

const VARIABLES: Readonly<Record<string, (transfer: Transfer) => string>> = {
  content_type: ({ headers }) => headerOf(headers, 'content-type') ?? '',
  errormsg: ({ error }) => error,
  exitcode: ({ exit }) => String(exit),
  filename_effective: ({ file }) => file,
  http_code: status,
  response_code: status,
  http_connect: () => '000',
  http_version: ({ httpStatus }) => (httpStatus > 0 ? '1.1' : '0'),
  local_ip: ({ ip }) => (ip === '' || ip.startsWith('127.') ? ip : '172.18.0.1'),
  method: ({ method }) => method,
  num_connects: ({ ip, redirects }) => String(ip === '' ? 0 : redirects + 1),
  num_headers: ({ headers }) => String(headers.length),
  num_redirects: ({ redirects }) => String(redirects),
  num_retries: ({ retries }) => String(retries),
  redirect_url: ({ redirectUrl }) => redirectUrl,
  remote_ip: ({ ip }) => ip,
  remote_port: ({ ip, port }) => String(ip === '' ? 0 : port),
  scheme: ({ url }) => url.protocol.slice(0, -1).toUpperCase(),
  size_download: ({ downloaded }) => String(downloaded),
  size_header: ({ headerBytes }) => String(headerBytes),
  size_request: ({ requestBytes }) => String(requestBytes),
  size_upload: ({ uploaded }) => String(uploaded),
  speed_download: ({ downloaded, totalMs }) =>
    String(totalMs > 0 ? Math.floor((downloaded * 1000) / totalMs) : 0),
  speed_upload: ({ uploaded, totalMs }) =>
    String(totalMs > 0 ? Math.floor((uploaded * 1000) / totalMs) : 0),
  ssl_verify_result: () => '0',
  time_appconnect: () => seconds(0),
  time_connect: ({ connectMs }) => seconds(connectMs),
  time_namelookup: ({ connectMs }) => seconds(connectMs / 4),
  time_pretransfer: ({ connectMs }) => seconds(connectMs),
  time_redirect: () => seconds(0),
  time_starttransfer: ({ connectMs, totalMs }) => seconds(connectMs > 0 ? totalMs : 0),
  time_total: ({ totalMs }) => seconds(totalMs),
  url: ({ url }) => url.href,
  url_effective: ({ url }) => url.href,
  urlnum: ({ number }) => String(number),
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function jsonOf(transfer: Transfer): string {
  const numeric = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);
  const entries = Object.entries(VARIABLES).map(([name, value]) => {
    const text = value(transfer);
    if (name === 'errormsg' && text === '') return [name, null];
    return [name, numeric(text) && !name.endsWith('_ip') ? Number(text) : text];
  });
  return JSON.stringify({ ...Object.fromEntries(entries), curl_version: 'libcurl/7.88.1' });
}

/** A format and a transfer ⇒ what goes to standard output and standard error. */
export function writeOut(
  format: string,
  transfer: Transfer,
): { readonly out: string; readonly err: string } {
  const text = { out: '', err: '' };
  let to: 'out' | 'err' = 'out';
  const pieces = format.matchAll(/%%|%\{([^}]*)\}|%header\{([^}]*)\}|\\([\s\S])|[\s\S]/g);
  for (const [piece, name, header, escaped] of pieces) {
    if (piece === '%%') text[to] += '%';
    else if (header !== undefined) text[to] += headerOf(transfer.headers, header) ?? '';
    else if (escaped !== undefined) text[to] += ESCAPES[escaped] ?? piece;
    else if (name === undefined) text[to] += piece;
    else if (name === 'stderr') to = 'err';
    else if (name === 'stdout') to = 'out';
    else if (name === 'onerror') {
      if (transfer.exit === 0) break;
    } else if (name === 'json') text[to] += jsonOf(transfer);
    else if (VARIABLES[name]) text[to] += VARIABLES[name](transfer);
    else text.err += `curl: unknown --write-out variable: '${name}'\n`;
  }
  return text;
}
