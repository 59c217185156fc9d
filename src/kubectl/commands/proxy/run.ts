/** Listening for requests and passing them on to the API server. Mirrors kubectl pkg/cmd/proxy/proxy.go and pkg/proxy/proxy_server.go. */
import { answerText } from '#apimachinery/answer-text.ts';
import type { ApiRequest } from '#apimachinery/api.ts';
import type { Json } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { CommandContext } from '../../command.ts';
import { isExpected, KubectlError, notSimulatedError } from '../../errors.ts';
import type { KubectlWebRequest, KubectlWebResponse } from '../../host.ts';
import { klogLine } from '../../klog.ts';
import { parseYaml } from '../../manifest.ts';
import { absolutePath } from '../../paths.ts';
import { goJson } from '../../printers/go-json.ts';

type Test = (text: string) => boolean;

/** A list of regular expressions as one test. */
function matcher(list: string): Test {
  const expressions = list === '' ? [] : list.split(',').map((text) => new RegExp(text));
  return (text) => expressions.some((expression) => expression.test(text));
}

const plain = (status: number, body: string): KubectlWebResponse => ({
  status,
  headers: [['Content-Type', 'text/plain; charset=utf-8']],
  body: `${body}\n`,
});
const notFound = plain(404, '404 page not found');

/** What is let through. Mirrors FilterServer.accept. */
function filterOf({ flags }: CommandContext): (request: KubectlWebRequest) => boolean {
  if (flags.bool('disable-filter')) return () => true;
  const [paths, hosts] = [
    matcher(flags.string('accept-paths')),
    matcher(flags.string('accept-hosts')),
  ];
  const badPaths = matcher(flags.string('reject-paths'));
  const badMethods = matcher(flags.string('reject-methods'));
  return ({ method, url, headers }) => {
    const given = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? url.host;
    const host = given.replace(/:\d+$/, '');
    if (badPaths(url.pathname) || badMethods(method)) return false;
    return paths(url.pathname) && hosts(host);
  };
}

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** A file of the folder of `--www`. */
function fileResponse({ host, flags }: CommandContext, path: string): KubectlWebResponse {
  const at = absolutePath(host, `${flags.string('www')}/${path}`);
  const file = host.files.stat(at)?.kind === 'folder' ? `${at}/index.html` : at;
  if (host.files.stat(file)?.kind !== 'file') return notFound;
  const type = contentTypes[file.slice(file.lastIndexOf('.') + 1)] ?? 'text/plain; charset=utf-8';
  return { status: 200, headers: [['Content-Type', type]], body: host.files.read(file) };
}

const isJson = (text: string): boolean => text.trim() !== '';

/** Curl and browsers are shown JSON over several lines, as the API server does. */
function bodyText({ headers }: KubectlWebRequest, path: string, body: unknown): string {
  if (typeof body === 'string') return body;
  const agent = headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1] ?? '';
  return /^(curl|Wget|Mozilla\/5\.0)/.test(agent)
    ? goJson(body, { indent: '  ', keepOrder: true })
    : answerText(path, body);
}

/** Asks the API server with the kubeconfig's credentials. */
async function passOn(
  { api }: CommandContext,
  request: KubectlWebRequest,
  path: string,
): Promise<KubectlWebResponse> {
  const type = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const asked: ApiRequest = {
    method: request.method as ApiRequest['method'],
    path,
    headers: type ? { 'content-type': type } : {},
    ...(isJson(request.body) ? { body: parseYaml(request.body) as Json } : {}),
  };
  const json = [['Content-Type', 'application/json']] as const;
  try {
    const { code, body } = await api.send(asked);
    const headers = typeof body === 'string' ? plain(code, '').headers : json;
    return { status: code, headers, body: bodyText(request, path, body) };
  } catch (error) {
    if (!isExpected(error)) throw error;
    if (!(error instanceof StatusError)) return plain(500, error.message);
    // A path that no handler has, rather than an object that isn't there.
    if (error.code === 404 && !error.status.details) return notFound;
    return { status: error.code, headers: json, body: bodyText(request, path, error.status) };
  }
}

const withSlash = (prefix: string): string => (prefix.endsWith('/') ? prefix : `${prefix}/`);

/** Answers one request. */
function handlerOf(context: CommandContext) {
  const { flags } = context;
  const accepts = filterOf(context);
  const apiPrefix = withSlash(flags.string('api-prefix'));
  const filePrefix = withSlash(flags.string('www-prefix'));
  return async (request: KubectlWebRequest): Promise<KubectlWebResponse> => {
    const { pathname, search } = request.url;
    const isFile = flags.string('www') !== '' && pathname.startsWith(filePrefix);
    if (isFile && filePrefix.length >= apiPrefix.length)
      return fileResponse(context, pathname.slice(filePrefix.length));
    if (!pathname.startsWith(apiPrefix)) return notFound;
    if (!accepts(request)) return plain(403, 'Forbidden');
    const rest = apiPrefix.startsWith('/api') ? pathname : `/${pathname.slice(apiPrefix.length)}`;
    return passOn(context, request, rest + search);
  };
}

async function warnOf({ flags, host, err }: CommandContext): Promise<void> {
  const warn = (line: number, text: string): Promise<void> =>
    err(klogLine(host, 'W', `proxy.go:${line}`, text));
  if (flags.bool('disable-filter') && !flags.string('unix-socket'))
    await warn(
      177,
      'Request filter disabled, your proxy is vulnerable to XSRF attacks, please be cautious',
    );
  const folder = flags.string('www');
  const found = folder ? host.files.stat(absolutePath(host, folder)) : undefined;
  if (folder && !found)
    await warn(
      200,
      `Failed to stat static file directory ${folder}: stat ${folder}: no such file or directory`,
    );
  else if (found && found.kind !== 'folder')
    await warn(202, `Static file directory ${folder} is not a directory`);
}

/** Listens until it is interrupted. */
export async function runProxy(context: CommandContext): Promise<undefined> {
  const { flags, host } = context;
  const [address, port] = [flags.string('address'), flags.number('port')];
  if (port !== 8001 && flags.string('unix-socket'))
    throw new KubectlError('cannot set --unix-socket and --port at the same time');
  await warnOf(context);
  if (flags.string('unix-socket')) throw notSimulatedError('Unix sockets (--unix-socket)');
  if (!host.network) throw notSimulatedError('a network to listen on (kubectl proxy)');
  // What is wrong with the kubeconfig is told before anybody asks.
  void context.api;
  let listening: ReturnType<typeof host.network.listen>;
  try {
    listening = host.network.listen(address, port, handlerOf(context));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AddressInUseError') throw error;
    throw new KubectlError(`listen tcp ${address}:${port}: bind: address already in use`);
  }
  await context.out(`Starting to serve on ${address}:${listening.port}\n`);
  try {
    await new Promise<void>((_resolve, reject) => {
      host.signal.addEventListener('abort', () => reject(host.signal.reason), { once: true });
    });
  } finally {
    listening.close();
  }
  return undefined;
}
