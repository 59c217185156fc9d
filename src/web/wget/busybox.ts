/** busybox' `wget`: what images of busybox and Alpine have. */
import { type Header, portOf, type WebRequest } from '../exchange.ts';
import { byteLength } from '../message.ts';
import { type Asked, ask, type WebProgram } from '../program.ts';
import { reasonOf } from '../reasons.ts';
import { isUrl, parseUrl } from '../url.ts';
import { parseWget, type WgetOptions } from './gnu-options.ts';

const USAGE =
  'Usage: wget [-cqS] [--spider] [-O FILE] [--header STR] [--post-data STR] [-T SEC] URL...\n';

/** Without `-T` it waits 900 s. */
const PATIENCE_MS = 900_000;

function requestOf(options: WgetOptions, url: URL): WebRequest {
  const body = options.value('post-data') ?? '';
  const headers: Header[] = [
    ['Host', url.host],
    ['User-Agent', options.value('user-agent') ?? 'Wget'],
    ['Connection', 'close'],
    ...options.values('header').map((line): Header => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  ];
  const method = options.has('spider') ? 'HEAD' : body === '' ? 'GET' : 'POST';
  return { method, url, headers, body };
}

/** Its words for what went wrong; undefined for an answer. */
function failureOf(asked: Asked, url: URL): string | undefined {
  const remote = (why: string): string =>
    asked.kind === 'unresolved' ? '' : `can't connect to remote host (${asked.ip}): ${why}`;
  switch (asked.kind) {
    case 'response': {
      const { status, reason = reasonOf(status) } = asked.response;
      return status >= 400 ? `server returned error: HTTP/1.1 ${status} ${reason}` : undefined;
    }
    case 'unresolved':
      return `bad address '${url.host}'`;
    case 'refused':
      return remote('Connection refused');
    case 'no-route':
      return remote('Host is unreachable');
    case 'lost':
      return remote('Connection timed out');
    case 'late':
      return 'download timed out';
    case 'not-tls':
      return 'TLS error from peer (alert code 50): decode error';
    default:
      return 'error getting response: Connection reset by peer';
  }
}

/** Its progress, when all is there. */
const bar = (file: string, body: string): string =>
  `${file.slice(0, 20).padEnd(20)} 100% |${'*'.repeat(32)}|${String(byteLength(body)).padStart(6)}  0:00:00 ETA\n`;

/** Fetches a file. */
export const busyboxWget: WebProgram = function* wget(host) {
  const options = parseWget(host.args);
  if ('usage' in options) {
    host.printError(`wget: ${options.usage}\n${USAGE}`);
    return 1;
  }
  const [text] = options.urls;
  if (text === undefined) {
    host.printError(USAGE);
    return 1;
  }
  const url = parseUrl(text);
  if (!isUrl(url)) {
    host.printError(`wget: not an http or ftp url: ${text}\n`);
    return 1;
  }
  const say = (line: string): void => {
    if (!options.has('quiet')) host.printError(line);
  };
  const seconds = options.number('timeout');
  const asked = yield* ask(requestOf(options, url), {
    totalMs: seconds === undefined ? PATIENCE_MS : seconds * 1000,
  });
  if (asked.kind !== 'unresolved') say(`Connecting to ${url.host} (${asked.ip}:${portOf(url)})\n`);
  const failure = failureOf(asked, url);
  if (failure !== undefined || asked.kind !== 'response') {
    host.printError(`wget: ${failure ?? ''}\n`);
    return 1;
  }
  const { response } = asked;
  if (options.has('server-response')) {
    const lines = response.headers.map(([name, value]) => `  ${name}: ${value}\n`).join('');
    host.printError(`  HTTP/1.1 ${response.status} ${reasonOf(response.status)}\n${lines}  \n`);
  }
  if (options.has('spider')) {
    say('remote file exists\n');
    return 0;
  }
  const file = options.value('output-document') ?? (url.pathname.split('/').at(-1) || 'index.html');
  if (file === '-') {
    say('writing to stdout\n');
    host.print(response.body);
    say(`${bar('-', response.body)}written to stdout\n`);
    return 0;
  }
  if (options.value('output-document') === undefined && host.exists(file)) {
    host.printError(`wget: can't open '${file}': File exists\n`);
    return 1;
  }
  say(`saving to '${file}'\n`);
  if (file !== '/dev/null') {
    const why = host.saveFile(file, response.body);
    if (why !== undefined) {
      host.printError(`wget: can't open '${file}': ${why}\n`);
      return 1;
    }
  }
  say(`${bar(file, response.body)}'${file}' saved\n`);
  return 0;
};
