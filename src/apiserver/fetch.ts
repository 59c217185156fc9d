/** The API over Web-standard requests: the one place of this floor that waits. */
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { ApiRequest, ApiResponse, WatchStream } from '#apimachinery/api.ts';
import type { Json } from '#apimachinery/object.ts';
import { badRequestError } from '#apimachinery/status.ts';

export type Fetch = (request: Request) => Promise<Response>;

const encoder = new TextEncoder();

/** The body of a request as data, with its text; an ApiResponse when it is no JSON or YAML. */
async function bodyOf(request: Request): Promise<Pick<ApiRequest, 'body' | 'text'> | ApiResponse> {
  const text = await request.text();
  if (text === '') return {};
  const isYaml = (request.headers.get('content-type') ?? '').includes('yaml');
  try {
    return { body: (isYaml ? parseYaml(text) : JSON.parse(text)) as Json, text };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof YAMLParseError)) throw error;
    const { status, code } = badRequestError(`error decoding body: ${error.message}`);
    return { code, body: status };
  }
}

/** A stream of the server as bytes; `print` makes a line of each frame. */
function bytesOf<Frame>(
  stream: WatchStream<Frame>,
  print: (frame: Frame) => string,
): ReadableStream<Uint8Array> {
  let isOpen = true;
  return new ReadableStream({
    start: (controller) => {
      stream.start(
        (frame) => controller.enqueue(encoder.encode(print(frame))),
        () => {
          if (isOpen) controller.close();
          isOpen = false;
        },
      );
    },
    cancel: () => {
      isOpen = false;
      stream.close();
    },
  });
}

const quoted = (warning: string): string =>
  `299 - "${warning.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

function headersOf({ contentType = 'application/json', warnings = [] }: ApiResponse): Headers {
  const headers = new Headers({
    'content-type': contentType,
    'cache-control': 'no-cache, private',
  });
  for (const warning of warnings) headers.append('warning', quoted(warning));
  return headers;
}

function responseOf(answer: ApiResponse): Response {
  const { code: status, contentType, body, stream, textStream } = answer;
  const headers = headersOf(answer);
  if (stream) {
    return new Response(
      bytesOf(stream, (frame) => `${JSON.stringify(frame)}\n`),
      { status, headers },
    );
  }
  if (textStream)
    return new Response(
      bytesOf(textStream, (text) => text),
      { status, headers },
    );
  const isText = contentType?.startsWith('text/') ?? false;
  return new Response(isText ? String(body) : `${JSON.stringify(body)}\n`, { status, headers });
}

/** `handle` behind a Web-standard `fetch`. */
export function createFetch(handle: (request: ApiRequest) => ApiResponse): Fetch {
  return async (request) => {
    const url = new URL(request.url);
    const body = await bodyOf(request);
    if ('code' in body) return responseOf(body);
    const headers = Object.fromEntries(request.headers.entries());
    const { method } = request;
    const answer = handle({ method, path: `${url.pathname}${url.search}`, headers, ...body });
    if (answer.stream) request.signal.addEventListener('abort', () => answer.stream?.close());
    return responseOf(answer);
  };
}
