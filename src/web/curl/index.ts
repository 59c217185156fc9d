/** `curl`: as 7.88.1 speaks and ends, over HTTP. */
import { byteLength, printRequest } from '../message.ts';
import type { Reply, Step, WebHost, WebProgram } from '../program.ts';
import { textFrom } from '../program.ts';
import { globUrl, isUrl, parseUrl } from '../url.ts';
import { HELP, VERSION } from './help.ts';
import { meterEnd, meterStart } from './meter.ts';
import { type CurlOptions, parseCurl, TRY } from './options.ts';
import { bodyOf, requestOf } from './request.ts';
import { retryAfter } from './retry.ts';
import { connectionOf, type Transferred, transfer } from './transfer.ts';
import { writeOut } from './write-out.ts';

/** One URL of a command line, and where its answer goes. */
interface Job {
  readonly host: WebHost;
  readonly options: CurlOptions;
  readonly text: string;
  /** `-o FILE`, `-O`, or undefined: standard output. */
  readonly target: { readonly file: string } | 'remote' | undefined;
  readonly body: string | undefined;
  readonly number: number;
}

/** How a job ended. */
interface Ended {
  readonly status: number;
  readonly words: string;
}

/** The n-th URL goes where the n-th `-o` or `-O` says; `--remote-name-all` is one for each. */
function targetOf(options: CurlOptions, at: number): Job['target'] {
  const targets = options.given.filter(([long]) => long === 'output' || long === 'remote-name');
  const [long, file = ''] = targets[at] ?? [];
  if (long === undefined) return options.has('remote-name-all') ? 'remote' : undefined;
  return long === 'remote-name' ? 'remote' : { file };
}

function fileOf({ target, options }: Job, url: URL): string | undefined {
  if (target === undefined) return undefined;
  const name = target === 'remote' ? (url.pathname.split('/').at(-1) ?? '') : target.file;
  const folder = options.value('output-dir');
  return folder === undefined || name === '-' ? name : `${folder}/${name}`;
}

/** The body of a response that goes on after what came first. */
function* rest(isShown: boolean, host: WebHost): Generator<Step, string, Reply> {
  let text = '';
  for (;;) {
    const chunk = yield* textFrom({ do: 'more' });
    if (chunk === undefined) return text;
    if (isShown) host.print(chunk);
    else text += chunk;
  }
}

/** Puts the answer where it belongs; the words for why it could not. */
function* deliver(job: Job, done: Transferred): Generator<Step, Ended | undefined, Reply> {
  const { host, options } = job;
  const { response, heads, request } = done;
  if (!response) return undefined;
  const dump = options.value('dump-header');
  if (dump === '-') host.print(heads);
  else if (dump !== undefined) host.saveFile(dump, heads);
  const withHeads = options.has('include') || options.has('head');
  const file = fileOf(job, request.url);
  const toScreen = file === undefined || file === '-';
  const shown = `${withHeads ? heads : ''}${response.body}`;
  if (toScreen) host.print(shown);
  const more = yield* rest(toScreen, host);
  if (toScreen || file === '/dev/null') return undefined;
  const why = host.saveFile(file, shown + more);
  if (why === undefined) return undefined;
  if (!options.has('silent')) host.printError(`Warning: Failed to open the file ${file}: ${why}\n`);
  return { status: 23, words: 'Failure writing output to destination' };
}

const isFailed = ({ response }: Transferred, options: CurlOptions): boolean =>
  (options.has('fail') || options.has('fail-with-body')) && (response?.status ?? 0) >= 400;

const returned = ({ response }: Transferred): Ended => ({
  status: 22,
  words: `The requested URL returned error: ${response?.status ?? 0}`,
});

function report(job: Job, done: Transferred, ended: Ended, retries: number): void {
  const { host, options } = job;
  const isMuted = options.has('silent') && !options.has('show-error');
  if (ended.words !== '' && !isMuted) host.printError(`curl: (${ended.status}) ${ended.words}\n`);
  const given = options.value('write-out');
  if (given === undefined) return;
  const format = given.startsWith('@') ? (host.readFile(given.slice(1)) ?? '') : given;
  const { request, response, heads, redirects, redirectUrl, totalMs } = done;
  const { out, err } = writeOut(format, {
    url: request.url,
    method: request.method,
    httpStatus: response?.status ?? 0,
    headers: response?.headers ?? [],
    downloaded: byteLength(response?.body ?? ''),
    uploaded: byteLength(request.body),
    headerBytes: byteLength(heads),
    requestBytes: byteLength(printRequest({ ...request, body: '' })),
    redirects,
    redirectUrl,
    ...connectionOf(done),
    totalMs,
    file: fileOf(job, request.url) ?? '',
    exit: ended.status,
    error: ended.words,
    retries,
    number: job.number,
  });
  if (err !== '') host.printError(err);
  if (out !== '') host.print(out);
}

/** Whether the meter is shown: not where the answer is seen on the same screen. */
const hasMeter = ({ host, options, target }: Job): boolean =>
  !options.has('silent') &&
  !options.has('no-progress-meter') &&
  !options.has('progress-bar') &&
  !(host.stdoutIsTerminal && target === undefined);

function* attempt(
  job: Job,
  url: URL,
  retries: number,
): Generator<Step, [Ended, Transferred], Reply> {
  const { host, options } = job;
  const request = requestOf(options, url, job.body);
  const meter = hasMeter(job);
  if (meter) host.printError(meterStart(job.number === 0 && retries === 0));
  const done = yield* transfer(host, options, request);
  const { response, failure, totalMs } = done;
  const total = byteLength(response?.body ?? '');
  const failed = isFailed(done, options);
  const received = failed && !options.has('fail-with-body') ? 0 : total;
  const sent = byteLength(request.body);
  if (meter) host.printError(meterEnd({ total, received, sent, seconds: totalMs / 1000 }));
  const hides = failed && !options.has('fail-with-body');
  const undelivered = hides ? undefined : yield* deliver(job, done);
  const ended = failure ?? undelivered ?? (failed ? returned(done) : { status: 0, words: '' });
  return [ended, done];
}

/** One URL, tried as often as `--retry` says. */
function* runJob(job: Job): Generator<Step, number, Reply> {
  const { host, options, text } = job;
  const url = parseUrl(text);
  const isMuted = options.has('silent') && !options.has('show-error');
  const refuse = (status: number, words: string): number => {
    if (!isMuted) host.printError(`curl: (${status}) ${words}\n`);
    return status;
  };
  if (url === 'malformed') return refuse(3, 'URL using bad/illegal format or missing URL');
  if (!isUrl(url))
    return refuse(1, `Protocol "${url.protocol}" not supported or disabled in libcurl`);
  if (fileOf(job, url) === '') {
    host.printError('curl: Remote file name has no length!\n');
    return refuse(23, 'Failed writing received data to disk/application');
  }
  const most = options.number('retry') ?? 0;
  for (let retries = 0; ; retries += 1) {
    const [ended, done] = yield* attempt(job, url, retries);
    const again = retries < most ? retryAfter(options, ended.status, done, retries) : undefined;
    if (!again) {
      report(job, done, ended, retries);
      return ended.status;
    }
    if (!options.has('silent')) {
      const left = most - retries;
      host.printError(
        `Warning: Problem ${again.why}. Will retry in ${again.seconds} seconds. ${left} retries left.\n`,
      );
    }
    yield { do: 'wait', ms: again.seconds * 1000 };
  }
}

/** Asks web servers. */
export const curl: WebProgram = function* curl(host) {
  const options = parseCurl(host.args);
  if ('usage' in options) {
    host.printError(options.usage);
    return 2;
  }
  if (options.has('help') || options.has('version')) {
    host.print(options.has('help') ? HELP : VERSION);
    return 0;
  }
  if (options.urls.length === 0) {
    host.printError(host.args.length === 0 ? TRY : `curl: no URL specified!\n${TRY}`);
    return 2;
  }
  const upload = options.value('upload-file');
  if (upload !== undefined) {
    host.printError('curl: (1) this curl uploads no files: use -X PUT --data-binary @FILE\n');
    return 1;
  }
  const body = yield* bodyOf(host, options);
  const urls = options.urls.flatMap((text, at) =>
    (options.has('globoff') ? [text] : globUrl(text)).map((one) => ({ text: one, at })),
  );
  let status = 0;
  for (const [number, { text, at }] of urls.entries()) {
    const target = targetOf(options, at);
    const ended = yield* runJob({ host, options, text, target, body, number });
    status = ended;
    if (ended !== 0 && options.has('fail-early')) break;
  }
  return status;
};
