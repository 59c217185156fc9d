/** Node's requests as Web-standard ones, and Web-standard answers through Node's sockets. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** Shorter bodies are sent as they are. Mirrors apiserver pkg/endpoints/handlers/responsewriters defaultGzipThresholdBytes. */
const GZIP_FROM_BYTES = 128 * 1024;

const WITHOUT_BODY = ['GET', 'HEAD'];

/** The headers as they came. */
export function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  }
  return headers;
}

/** The certificate a client showed in TLS, as PEM. */
export function certificateOf({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const { raw } = socket.getPeerCertificate() as { readonly raw?: Buffer };
  if (!raw) return undefined;
  const lines = raw.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** A request as `fetch` handlers take it. `signal` says that its client is gone. Throws TypeError for what the Web has no form for. */
export function toWebRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET', url = '/' } = incoming;
  const hasBody = !WITHOUT_BODY.includes(method);
  return new Request(`http://localhost${url}`, {
    method,
    headers: headersOf(incoming),
    signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit);
}

async function sendStream(body: ReadableStream<Uint8Array>, outgoing: ServerResponse) {
  outgoing.flushHeaders();
  const reader = body.getReader();
  outgoing.on('close', () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const part = await reader.read();
    if (part.done || outgoing.destroyed) break;
    if (!outgoing.write(part.value)) {
      await Promise.race([once(outgoing, 'drain'), once(outgoing, 'close')]);
    }
  }
  outgoing.end();
}

const accepts = (incoming: IncomingMessage): boolean =>
  /\bgzip\b/.test(String(incoming.headers['accept-encoding'] ?? ''));

async function sendWhole(response: Response, incoming: IncomingMessage, outgoing: ServerResponse) {
  const plain = new Uint8Array(await response.arrayBuffer());
  const isZipped = plain.byteLength >= GZIP_FROM_BYTES && accepts(incoming);
  const bytes = isZipped ? await compress(plain, { level: 1 }) : plain;
  if (isZipped) {
    outgoing.setHeader('content-encoding', 'gzip');
    outgoing.setHeader('vary', 'Accept-Encoding');
  }
  outgoing.setHeader('content-length', bytes.byteLength);
  outgoing.end(incoming.method === 'HEAD' ? undefined : bytes);
}

/** Sends an answer: at once when it is whole, piece by piece when `isStream`. */
export async function sendResponse(
  response: Response,
  isStream: boolean,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (isStream && response.body) await sendStream(response.body, outgoing);
  else await sendWhole(response, incoming, outgoing);
}
