/** Requests whose body is a protocol buffer, as the same requests with JSON: the API server reads nothing else. */
import { badRequestError, StatusError } from '#apimachinery/status.ts';
import { decodeProtobuf } from './decode.ts';
import { ProtobufError } from './reader.ts';

const MEDIA_TYPE = 'application/vnd.kubernetes.protobuf';
const MAX_BODY_BYTES = 3 * 1024 * 1024;

const unsupported = (): StatusError =>
  new StatusError(
    415,
    'UnsupportedMediaType',
    'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml',
  );

function jsonOf(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_BODY_BYTES) {
    const message = `Request entity too large: limit is ${MAX_BODY_BYTES}`;
    throw new StatusError(413, 'RequestEntityTooLarge', message);
  }
  try {
    const object = decodeProtobuf(bytes);
    if (!object) throw unsupported();
    return JSON.stringify(object);
  } catch (error) {
    if (error instanceof ProtobufError) {
      throw badRequestError(`the object provided is unrecognized: ${error.message}`);
    }
    throw error;
  }
}

/** The request with a JSON body; itself when it has no protocol buffer in it. Throws 400, 413 and 415. */
export async function withJsonBody(request: Request): Promise<Request> {
  if (!request.body || !request.headers.get('content-type')?.startsWith(MEDIA_TYPE)) return request;
  const bytes = new Uint8Array(await request.arrayBuffer());
  const headers = new Headers(request.headers);
  headers.set('content-type', 'application/json');
  const { url, method, signal } = request;
  const body = bytes.byteLength > 0 ? jsonOf(bytes) : '';
  return new Request(url, { method, headers, signal, body });
}
