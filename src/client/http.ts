/** A Transport over HTTP: requests as data to any API server that a `fetch` reaches. */
import type { ApiRequest, ApiResponse, WatchFrame, WatchStream } from '#apimachinery/api.ts';
import type { Transport } from './rest.ts';

export interface HttpOptions {
  /** `https://127.0.0.1:6443`, without a slash at the end. */
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Sent with every request: `authorization`, `user-agent`. */
  readonly headers?: Readonly<Record<string, string>>;
}

function bodyOf({ body, text, method }: ApiRequest): string | undefined {
  if (method === 'GET') return undefined;
  if (text !== undefined) return text;
  return body === undefined ? undefined : JSON.stringify(body);
}

/** `299 - "text", 299 - "more"` ⇒ the texts. */
function parseWarnings(header: string | null): readonly string[] {
  if (!header) return [];
  const found = header.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g);
  return [...found].map(([, text = '']) => text.replace(/\\(.)/g, '$1'));
}

/** Text as it arrives, told once; what came before the start waits. */
function textStream(response: Response): WatchStream<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const pump = async (onText: (text: string) => void, onEnd: () => void): Promise<void> => {
    try {
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) break;
        onText(decoder.decode(part.value, { stream: true }));
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    onEnd();
  };
  return {
    start: (onText, onEnd) => void pump(onText, onEnd),
    close: () => void reader?.cancel(),
  };
}

/** Frames, one a line. */
function frameStream(response: Response): WatchStream<WatchFrame> {
  const text = textStream(response);
  return {
    start: (onFrame, onEnd) => {
      let rest = '';
      text.start((part) => {
        const lines = `${rest}${part}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.trim()) onFrame(JSON.parse(line) as WatchFrame);
      }, onEnd);
    },
    close: text.close,
  };
}

const isStreamed = (path: string, name: string): boolean => {
  const value = new URLSearchParams(path.split('?')[1] ?? '').get(name);
  return value === 'true' || value === '1';
};

async function answerOf({ path }: ApiRequest, response: Response): Promise<ApiResponse> {
  const contentType = response.headers.get('content-type') ?? '';
  const warnings = parseWarnings(response.headers.get('warning'));
  const head = { code: response.status, contentType, ...(warnings.length > 0 ? { warnings } : {}) };
  if (response.ok && isStreamed(path, 'watch')) {
    return { ...head, body: undefined, stream: frameStream(response) };
  }
  if (response.ok && isStreamed(path, 'follow')) {
    return { ...head, body: undefined, textStream: textStream(response) };
  }
  const text = await response.text();
  return { ...head, body: contentType.includes('json') ? JSON.parse(text) : text };
}

/** Sends requests to `baseUrl`. */
export function createHttpTransport(options: HttpOptions): Transport {
  const { baseUrl, fetch, headers = {} } = options;
  return async (request) => {
    const body = bodyOf(request);
    const response = await fetch(
      new Request(`${baseUrl}${request.path}`, {
        method: request.method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
          ...request.headers,
        },
        ...(body === undefined ? {} : { body }),
      }),
    );
    return answerOf(request, response);
  };
}
