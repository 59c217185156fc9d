/** HTTP answers on a raw socket: the 101 of an upgrade, and refusals before it. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

type HeaderList = Readonly<Record<string, string>>;

const head = (code: number, headers: HeaderList): string =>
  [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');

/** `101 Switching Protocols` */
export function switchProtocols(socket: Duplex, headers: HeaderList): void {
  socket.write(head(101, { Connection: 'Upgrade', ...headers }));
}

/** Answers and hangs up. */
export function refuse(socket: Duplex, code: number, contentType: string, body: string): void {
  const headers = {
    'Content-Type': contentType,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  socket.end(head(code, headers) + body);
}
