/** The API over Web-standard requests: the one place of this floor that waits. */

import { stringify as printYaml } from 'yaml';
import { answerText } from '#apimachinery/answer-text.ts';
import type { ApiRequest, ApiResponse, WatchStream } from '#apimachinery/api.ts';
import { goJsonError } from '#apimachinery/go-json.ts';
import type { Json } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { StatusError } from '#apimachinery/status.ts';
import { parseYamlText } from '#apimachinery/yaml-text.ts';
import { described, isDescribable } from './openapi/described.ts';

type Handle = (request: ApiRequest) => ApiResponse;

/** Answers a request; `handle` stands in for the server's own where the caller adds who asks. */
export type Fetch = (request: Request, handle?: Handle) => Promise<Response>;

const encoder = new TextEncoder();

/** As large as a body may be. Mirrors apiserver pkg/server/config.go MaxRequestBodyBytes. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;

/** A watcher that lets so much lie unread is cut off, as upstream's is: it lists again. */
const MAX_UNREAD_BYTES = 64 * 1024 * 1024;

const tooLarge = (): StatusError =>
  new StatusError(
    413,
    'RequestEntityTooLarge',
    `Request entity too large: limit is ${MAX_BODY_BYTES}`,
  );

/** The text of a body; throws 413 as soon as it is too long. */
async function textOf(request: Request): Promise<string> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const part = await reader.read();
    if (part.done) return text + decoder.decode();
    bytes += part.value.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      await reader.cancel();
      throw tooLarge();
    }
    text += decoder.decode(part.value, { stream: true });
  }
}

/** The body of a request as data, with its text; or why it is no JSON or YAML. */
async function bodyOf(
  request: Request,
): Promise<Pick<ApiRequest, 'body' | 'text' | 'syntaxError'>> {
  const text = await textOf(request);
  if (text === '') return {};
  const isYaml = (request.headers.get('content-type') ?? '').includes('yaml');
  try {
    return { body: isYaml ? parseYamlText(text) : (JSON.parse(text) as Json), text };
  } catch (error) {
    if (error instanceof ParseError) return { text, syntaxError: error.message };
    if (!(error instanceof SyntaxError)) throw error;
    return { text, syntaxError: goJsonError(text) ?? error.message };
  }
}

/** A stream of the server as bytes; `print` makes a line of each frame. */
function bytesOf<Frame>(
  stream: WatchStream<Frame>,
  print: (frame: Frame) => string,
): ReadableStream<Uint8Array> {
  let isOpen = true;
  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const end = (): void => {
      if (isOpen) controller.close();
      isOpen = false;
    };
    stream.start((frame) => {
      if (!isOpen) return;
      controller.enqueue(encoder.encode(print(frame)));
      if ((controller.desiredSize ?? 0) > -MAX_UNREAD_BYTES) return;
      end();
      stream.close();
    }, end);
  };
  const cancel = (): void => {
    isOpen = false;
    stream.close();
  };
  return new ReadableStream(
    { start, cancel },
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  );
}

const quoted = (warning: string): string =>
  `299 - "${warning.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function headersOf(answer: ApiResponse): Headers {
  const { contentType = 'application/json', warnings = [] } = answer;
  const headers = new Headers({
    'content-type': contentType,
    'cache-control': 'no-cache, private',
    ...answer.headers,
  });
  for (const warning of warnings) headers.append('warning', quoted(warning));
  return headers;
}

/** As sigs.k8s.io/yaml prints: keys sorted, lists not indented. */
const YAML = { version: '1.1', indentSeq: false, sortMapEntries: true } as const;

/** Whether a person reads it. Mirrors apiserver pkg/endpoints/handlers/responsewriters isPrettyPrint. */
function isPretty(request: Request, query: URLSearchParams): boolean {
  const asked = query.get('pretty');
  if (asked) return ['1', 't', 'true'].includes(asked.toLowerCase());
  return /^(curl|Wget|Mozilla\/5\.0)/.test(request.headers.get('user-agent') ?? '');
}

function printBody({ contentType = '', body }: ApiResponse, path: string, pretty: boolean): string {
  if (body === undefined) return '';
  if (typeof body === 'string' && !contentType.includes('json')) return body;
  if (contentType.startsWith('text/')) return String(body);
  if (contentType.includes('yaml')) return printYaml(body, YAML);
  return pretty ? JSON.stringify(body, undefined, 2) : answerText(path, body);
}

function responseOf(answer: ApiResponse, path: string, pretty = false): Response {
  const { code: status, stream, textStream } = answer;
  const headers = headersOf(answer);
  const bytes = stream
    ? bytesOf(stream, (frame) => `${JSON.stringify(frame)}\n`)
    : textStream && bytesOf(textStream, (text) => text);
  return new Response(bytes ?? printBody(answer, path, pretty), { status, headers });
}

/** An answer as whoever may wait gets it: OpenAPI comes with its prose, which is loaded when it is first asked for. */
export async function withProse(request: ApiRequest, answer: ApiResponse): Promise<ApiResponse> {
  if (!isDescribable(request, answer)) return answer;
  const { prose } = await import('#apimachinery/prose.ts');
  return described(answer, prose);
}

/** `handle` behind a Web-standard `fetch`. */
export function createFetch(own: Handle): Fetch {
  return async (request, handle = own) => {
    const url = new URL(request.url);
    const { method } = request;
    const headers = Object.fromEntries(request.headers.entries());
    try {
      const body = await bodyOf(request);
      const asked = { method, path: `${url.pathname}${url.search}`, headers, ...body };
      const answer = await withProse(asked, handle(asked));
      const stream = answer.stream ?? answer.textStream;
      if (stream) request.signal.addEventListener('abort', () => stream.close());
      return responseOf(answer, url.pathname, isPretty(request, url.searchParams));
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      return responseOf({ code: error.code, body: error.status }, url.pathname);
    }
  };
}
