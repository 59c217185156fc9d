/** One transfer of curl: asks, follows redirects, and tells of it as `-v` does. */
import { type Header, headerOf, portOf, type WebRequest, type WebResponse } from '../exchange.ts';
import { byteLength, printRequest, printResponse } from '../message.ts';
import { type Asked, ask, type Patience, type Reply, type Step, type WebHost } from '../program.ts';
import { type Failure, failureOf } from './failure.ts';
import type { CurlOptions } from './options.ts';

/** What came of a transfer. */
export interface Transferred {
  readonly request: WebRequest;
  readonly asked: Asked;
  readonly response: WebResponse | undefined;
  readonly failure: Failure | undefined;
  /** Heads of the responses on the way, the last one's included. */
  readonly heads: string;
  readonly redirects: number;
  readonly redirectUrl: string;
  readonly totalMs: number;
}

const headOf = (response: WebResponse): string => printResponse({ ...response, body: '' });

const marked = (mark: string, text: string): string =>
  text
    .split('\r\n')
    .slice(0, -1)
    .map((line) => `${mark} ${line}\r\n`)
    .join('');

/** Where a redirect leads; undefined for what is none. */
function targetOf({ status, headers }: WebResponse, from: URL): URL | undefined {
  const location = headerOf(headers, 'location');
  if (location === undefined || status < 300 || status > 399) return undefined;
  try {
    return new URL(location, from);
  } catch {
    return undefined;
  }
}

/** The request a redirect is followed with: POST becomes GET where browsers do so too. */
function following(
  request: WebRequest,
  status: number,
  url: URL,
  options: CurlOptions,
): WebRequest {
  const isSeen =
    status === 303 || ((status === 301 || status === 302) && request.method === 'POST');
  const turns = isSeen && options.value('request') === undefined && request.method !== 'HEAD';
  const headers = request.headers
    .map(([name, value]): Header => (name === 'Host' ? [name, url.host] : [name, value]))
    .filter(([name]) => !turns || !name.startsWith('Content-'));
  return turns ? { method: 'GET', url, headers, body: '' } : { ...request, url, headers };
}

/** `-v` before the answer: the way there, and what is sent. */
function tellAsked(
  host: WebHost,
  request: WebRequest,
  asked: Asked,
  failure: Failure | undefined,
): void {
  const say = (line: string): void => host.printError(`* ${line}\n`);
  if (asked.kind !== 'unresolved') {
    say(`  Trying ${asked.ip}:${asked.port}...`);
    const isMet =
      failure === undefined ||
      [35, 52].includes(failure.status) ||
      /^Operation/.test(failure.words);
    if (isMet) {
      say(`Connected to ${request.url.hostname} (${asked.ip}) port ${asked.port} (#0)`);
      host.printError(marked('>', printRequest({ ...request, body: '' })));
      if (request.body !== '' && !host.stdoutIsTerminal) {
        host.printError(`} [${byteLength(request.body)} bytes data]\n`);
      }
    } else if (failure.detail) say(failure.detail);
  }
  if (!failure) return;
  say(failure.words);
  say('Closing connection 0');
}

function tellAnswer(host: WebHost, response: WebResponse, name: string): void {
  host.printError(marked('<', headOf(response)));
  if (response.body !== '' && !host.stdoutIsTerminal) {
    host.printError(`{ [${byteLength(response.body)} bytes data]\n`);
  }
  host.printError(`* Connection #0 to host ${name} left intact\n`);
}

const MAX_REDIRECTS = 50;

/** The time left for the next exchange. */
function patienceOf(options: CurlOptions, spentMs: number): Patience {
  const total = options.number('max-time');
  const connect = options.number('connect-timeout');
  return {
    totalMs: total ? Math.max(0, total * 1000 - spentMs) : undefined,
    connectMs: connect ? connect * 1000 : undefined,
  };
}

/** Asks until there is an answer that leads nowhere else. */
export function* transfer(
  host: WebHost,
  options: CurlOptions,
  first: WebRequest,
): Generator<Step, Transferred, Reply> {
  const follows = options.has('location') || options.has('location-trusted');
  const most = options.number('max-redirs') ?? MAX_REDIRECTS;
  const isTold = options.has('verbose');
  let request = first;
  let heads = '';
  let totalMs = 0;
  for (let redirects = 0; ; redirects += 1) {
    const patience = patienceOf(options, totalMs);
    const asked = yield* ask(request, patience);
    totalMs += asked.tookMs;
    const isTotal = (patience.totalMs ?? Infinity) <= (patience.connectMs ?? Infinity);
    const failure = failureOf(asked, request.url, isTotal);
    if (isTold) tellAsked(host, request, asked, failure);
    const response = asked.kind === 'response' ? asked.response : undefined;
    if (response && isTold) tellAnswer(host, response, request.url.hostname);
    if (response) heads += headOf(response);
    const next = response && targetOf(response, request.url);
    const end = { request, asked, response, failure, heads, redirects, totalMs };
    if (!response || !next || !follows) return { ...end, redirectUrl: next?.href ?? '' };
    if (redirects >= most) {
      const words = `Maximum (${most}) redirects followed`;
      return { ...end, redirectUrl: next.href, failure: { status: 47, words } };
    }
    if (isTold) host.printError(`* Issue another request to this URL: '${next.href}'\n`);
    request = following(request, response.status, next, options);
  }
}

/** What `-w` wants to know of the way there. */
export const connectionOf = ({
  asked,
  request,
}: Transferred): {
  readonly ip: string;
  readonly port: number;
  readonly connectMs: number;
} =>
  asked.kind === 'response' || asked.kind === 'empty'
    ? { ip: asked.ip, port: asked.port, connectMs: asked.tookMs / 2 }
    : { ip: '', port: portOf(request.url), connectMs: 0 };
