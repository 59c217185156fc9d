/** GNU `wget`, as 1.21.3 speaks and ends, over HTTP. */
import { type Header, headerOf, portOf, type WebRequest, type WebResponse } from '../exchange.ts';
import { byteLength } from '../message.ts';
import {
  type Asked,
  ask,
  type Reply,
  type Step,
  type WebHost,
  type WebProgram,
} from '../program.ts';
import { reasonOf } from '../reasons.ts';
import { basic, isUrl, parseUrl } from '../url.ts';
import { parseWget, type WgetOptions } from './gnu-options.ts';
import { HELP, speedOf, stamp } from './gnu-words.ts';

const USAGE = "Usage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n";
const DEFAULT_TRIES = 20;
const LONGEST_PAUSE_S = 10;
const MAX_REDIRECTS = 20;

/** Statuses of GNU wget: 4 the network failed, 8 the server refused, 3 a file. */
const NETWORK = 4;
const SERVER = 8;
const FILE = 3;

function requestOf(options: WgetOptions, url: URL): WebRequest {
  const post = options.value('post-data');
  const method = options.value('method') ?? (post === undefined ? 'GET' : 'POST');
  const body = options.value('body-data') ?? post ?? '';
  const user = options.value('user');
  const headers: Header[] = [
    ['Host', url.host],
    ['User-Agent', options.value('user-agent') ?? 'Wget/1.21.3'],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'identity'],
    ['Connection', 'Keep-Alive'],
    ...(user
      ? [['Authorization', basic(`${user}:${options.value('password') ?? ''}`)] as const]
      : []),
    ...(body === ''
      ? []
      : ([
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['Content-Length', String(byteLength(body))],
        ] as const)),
    ...options.values('header').map((line): Header => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  ];
  return { method: options.has('spider') ? 'HEAD' : method, url, headers, body };
}

/** A name that is not taken: index.html, index.html.1 … */
function freeName(host: WebHost, name: string): string {
  if (!host.exists(name)) return name;
  for (let at = 1; ; at += 1) if (!host.exists(`${name}.${at}`)) return `${name}.${at}`;
}

class Session {
  readonly #host: WebHost;
  readonly #options: WgetOptions;
  readonly #isQuiet: boolean;

  constructor(host: WebHost, options: WgetOptions) {
    this.#host = host;
    this.#options = options;
    this.#isQuiet = options.has('quiet') || options.has('no-verbose');
  }

  #say(text: string): void {
    if (!this.#isQuiet) this.#host.printError(text);
  }

  /** What only `-q` silences. */
  #warn(text: string): void {
    if (!this.#options.has('quiet')) this.#host.printError(text);
  }

  *fetch(given: URL): Generator<Step, number, Reply> {
    if (this.#options.has('spider')) {
      this.#say('Spider mode enabled. Check if remote file exists.\n');
    }
    let url = given;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = yield* this.#try(url, redirects > 0);
      if (typeof response === 'number') return response;
      const location = headerOf(response.headers, 'location');
      if (location === undefined || response.status < 300 || response.status > 399) {
        return this.#take(response, given, url);
      }
      this.#say(`Location: ${location} [following]\n`);
      url = new URL(location, url);
    }
    this.#warn(`${MAX_REDIRECTS} redirections exceeded.\n`);
    return SERVER;
  }

  /** Asks until there is an answer or the tries are over. */
  *#try(url: URL, isReused: boolean): Generator<Step, WebResponse | number, Reply> {
    const tries = this.#options.number('tries') ?? DEFAULT_TRIES;
    const timeout = this.#options.number('timeout');
    const ms = timeout ? timeout * 1000 : undefined;
    const wait = Math.min(LONGEST_PAUSE_S, this.#options.number('waitretry') ?? LONGEST_PAUSE_S);
    for (let count = 1; ; count += 1) {
      const again = count > 1 ? `  (try:${String(count).padStart(2)})` : '';
      this.#say(`--${stamp(this.#host.now())}--${again}  ${url.href}\n`);
      const connect = this.#options.number('connect-timeout');
      const patience = { totalMs: ms, connectMs: connect ? connect * 1000 : ms };
      const asked = yield* ask(requestOf(this.#options, url), patience);
      if (asked.kind === 'response') {
        this.#tellWay(url, asked, isReused || count > 1);
        return asked.response;
      }
      const isFinal = this.#tellFailure(url, asked, count > 1);
      if (isFinal) return NETWORK;
      if (tries > 0 && count >= tries) {
        this.#say('Giving up.\n\n');
        return NETWORK;
      }
      this.#say('Retrying.\n\n');
      yield { do: 'wait', ms: Math.min(count, wait) * 1000 };
    }
  }

  #tellWay(url: URL, asked: Asked, isKnown: boolean): void {
    if (asked.kind === 'unresolved') return;
    const { hostname } = url;
    const isName = asked.ip !== hostname;
    if (isName && !isKnown) this.#say(`Resolving ${hostname} (${hostname})... ${asked.ip}\n`);
    const target = isName ? `${hostname} (${hostname})|${asked.ip}|` : hostname;
    this.#say(`Connecting to ${target}:${portOf(url)}... `);
    const isMet =
      ['response', 'empty', 'not-tls'].includes(asked.kind) ||
      (asked.kind === 'late' && asked.isConnected);
    if (!isMet) return;
    this.#say('connected.\n');
    if (asked.kind !== 'not-tls') this.#say('HTTP request sent, awaiting response... ');
  }

  /** Whether there is no use in trying again. */
  #tellFailure(url: URL, asked: Asked, isKnown: boolean): boolean {
    this.#tellWay(url, asked, isKnown);
    switch (asked.kind) {
      case 'unresolved':
        this.#say(
          `Resolving ${url.hostname} (${url.hostname})... failed: Name or service not known.\n`,
        );
        this.#warn(`wget: unable to resolve host address ‘${url.hostname}’\n`);
        return true;
      case 'refused':
        this.#say('failed: Connection refused.\n');
        return !this.#options.has('retry-connrefused');
      case 'no-route':
        this.#say('failed: No route to host.\n');
        return true;
      case 'not-tls':
        this.#say('GnuTLS: An unexpected TLS packet was received.\n');
        this.#warn('Unable to establish SSL connection.\n');
        return true;
      case 'empty':
        this.#say('No data received.\n');
        return false;
      default:
        this.#say(
          asked.kind === 'late' && asked.isConnected
            ? 'Read error (Connection timed out) in headers.\n'
            : 'failed: Connection timed out.\n',
        );
        return false;
    }
  }

  #take(response: WebResponse, given: URL, url: URL): number {
    const { status, headers } = response;
    const words = response.reason ?? reasonOf(status);
    const isTold = this.#options.has('server-response');
    if (isTold) {
      const lines = headers.map(([name, value]) => `  ${name}: ${value}\n`).join('');
      this.#say('\n');
      this.#host.printError(`  HTTP/1.1 ${status} ${words}\n${lines}`);
    } else this.#say(`${status} ${words}\n`);
    const isSpider = this.#options.has('spider');
    if (status >= 400) {
      if (isSpider) this.#say('Remote file does not exist -- broken link!!!\n\n');
      else
        this.#warn(
          `${stamp(this.#host.now())} ERROR ${status}: ${words}.\n${this.#isQuiet ? '' : '\n'}`,
        );
      return SERVER;
    }
    const type = headerOf(headers, 'content-type')?.replace(/;.*$/, '') ?? '';
    const length = Number(headerOf(headers, 'content-length') ?? byteLength(response.body));
    this.#say(`Length: ${length.toLocaleString('en-US').replaceAll(',', '')} [${type}]\n`);
    if (!isSpider) return this.#save(response, given, url);
    this.#say(
      type === 'text/html'
        ? 'Remote file exists and could contain further links,\nbut recursion is disabled -- not retrieving.\n\n'
        : 'Remote file exists.\n\n',
    );
    return 0;
  }

  #save({ body }: WebResponse, given: URL, url: URL): number {
    const output = this.#options.value('output-document');
    const folder = this.#options.value('directory-prefix');
    const own = decodeURIComponent(given.pathname.split('/').at(-1) || 'index.html') + given.search;
    const placed = folder === undefined ? own : `${folder}/${own}`;
    const file = output ?? freeName(this.#host, placed);
    const size = byteLength(body);
    this.#say(`Saving to: ‘${file === '-' ? 'STDOUT' : file}’\n`);
    if (file === '-') this.#host.print(body);
    else if (file !== '/dev/null') {
      const why = this.#host.saveFile(file, body);
      if (why !== undefined) {
        this.#say(`${file}: ${why}\n\nCannot write to ‘${file}’ (Success).\n`);
        return FILE;
      }
    }
    this.#say(this.#progress(file, size));
    const speed = speedOf(size, 0.01 * size);
    const done = file === '-' ? 'written to stdout' : `‘${file}’ saved`;
    this.#say(`${stamp(this.#host.now())} (${speed}) - ${done} [${size}/${size}]\n\n`);
    if (this.#options.has('no-verbose') && !this.#options.has('quiet')) {
      const times = this.#options.has('spider') ? '' : ' [1]';
      this.#host.printError(
        `${stamp(this.#host.now())} URL:${url.href} [${size}/${size}] -> "${file}"${times}\n`,
      );
    }
    return 0;
  }

  /** A bar for people, dots for files. */
  #progress(file: string, size: number): string {
    if (!this.#host.stderrIsTerminal) {
      return `\n     0K${' '.repeat(55)}100% ${speedOf(size, 0.01 * size)
        .replace(/ ?B\/s$| ?([KMG])B\/s$/, '$1')
        .padStart(5)}=0s\n\n`;
    }
    const name = file.length > 19 ? `${file.slice(0, 16)}...` : file.padEnd(19);
    return `\n${name} 100%[===================>] ${String(size).padStart(7)}  --.-KB/s    in 0s      \n\n`;
  }
}

/** Fetches files. */
export const wget: WebProgram = function* wget(host) {
  const options = parseWget(host.args);
  if ('usage' in options) {
    host.printError(`wget: ${options.usage}\n${USAGE}`);
    return 2;
  }
  if (options.has('help') || options.has('version')) {
    host.print(options.has('version') ? 'GNU Wget 1.21.3 (simulated: HTTP only)\n' : HELP);
    return 0;
  }
  if (options.urls.length === 0) {
    host.printError(`wget: missing URL\n${USAGE}`);
    return 1;
  }
  const session = new Session(host, options);
  let status = 0;
  for (const text of options.urls) {
    const url = parseUrl(text);
    if (isUrl(url)) status = (yield* session.fetch(url)) || status;
    else {
      const why =
        url === 'malformed' ? 'Invalid host name.' : `Unsupported scheme ‘${url.protocol}’.`;
      host.printError(`${text}: ${why}\n`);
      status = 1;
    }
  }
  return status;
};
