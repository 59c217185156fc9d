/** HTTP/1.1 messages as text: what goes through a tunnel. */
import { type Header, headerOf, type WebRequest, type WebResponse } from './exchange.ts';
import { reasonOf } from './reasons.ts';

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const byteLength = (text: string): number => encoder.encode(text).length;

const printHead = (first: string, headers: readonly Header[]): string =>
  [first, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');

/** The request with `Host` and, for a body, its length. */
export function printRequest({ method, url, headers, body }: WebRequest): string {
  const known = (name: string): boolean => headerOf(headers, name) !== undefined;
  const own: Header[] = known('host') ? [] : [['Host', url.host]];
  const size: Header[] =
    body === '' || known('content-length') ? [] : [['Content-Length', String(byteLength(body))]];
  return `${printHead(`${method} ${url.pathname}${url.search} HTTP/1.1`, [...own, ...headers, ...size])}${body}`;
}

/** The response; its headers as they are. */
export const printResponse = ({ status, reason, headers, body }: WebResponse): string =>
  `${printHead(`HTTP/1.1 ${status} ${reason ?? reasonOf(status)}`, headers)}${body}`;

/** The text begins with `count` bytes: how many letters are they? */
function lettersIn(text: string, count: number): number {
  let bytes = 0;
  let at = 0;
  for (const letter of text) {
    if (bytes >= count) break;
    bytes += byteLength(letter);
    at += letter.length;
  }
  return at;
}

function parseHeaders(lines: readonly string[]): readonly Header[] {
  return lines.map((line): Header => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
}

/**
 * The first response of a text, and how many letters of it that was; undefined while it is not all
 * there. Without a length the body goes to the end, which has come when `isEnd`.
 */
export function parseResponse(
  text: string,
  isEnd: boolean,
  method = 'GET',
): { readonly response: WebResponse; readonly used: number } | undefined {
  const at = text.indexOf('\r\n\r\n');
  if (at < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, at).split('\r\n');
  const match = /^HTTP\/\d(?:\.\d)? (\d{3})(?: (.*))?$/.exec(first);
  if (!match) return undefined;
  const headers = parseHeaders(lines);
  const rest = text.slice(at + 4);
  const length = method === 'HEAD' ? '0' : headerOf(headers, 'content-length');
  if (length === undefined && !isEnd) return undefined;
  if (length !== undefined && byteLength(rest) < Number(length)) return undefined;
  const body = length === undefined ? rest : rest.slice(0, lettersIn(rest, Number(length)));
  const response = { status: Number(match[1]), reason: match[2] ?? '', headers, body };
  return { response, used: at + 4 + body.length };
}

/**
 * The first request of a text and what follows it; undefined while it is not all there, and without a
 * `request` for what is none.
 */
export function parseRequest(text: string):
  | {
      readonly request: WebRequest | undefined;
      readonly rest: string;
      /** The client wants the connection closed after the answer. */
      readonly closes: boolean;
    }
  | undefined {
  const at = text.indexOf('\r\n\r\n');
  if (at < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, at).split('\r\n');
  const [, method, target = '/', version] = /^(\S+) (\S+) HTTP\/(\d\.\d)$/.exec(first) ?? [];
  if (method === undefined) return { request: undefined, rest: '', closes: true };
  const headers = parseHeaders(lines);
  const length = Number(headerOf(headers, 'content-length') ?? 0);
  const rest = text.slice(at + 4);
  if (byteLength(rest) < length) return undefined;
  const body = rest.slice(0, lettersIn(rest, length));
  const host = headerOf(headers, 'host') || 'localhost';
  const url = new URL(/^\w+:\/\//.test(target) ? target : `http://${host}${target}`);
  const closes = version === '1.0' || headerOf(headers, 'connection')?.toLowerCase() === 'close';
  return { request: { method, url, headers, body }, rest: rest.slice(body.length), closes };
}
