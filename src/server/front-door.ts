/** One port for HTTP and HTTPS: the first byte of a connection says which (a TLS handshake begins with 22). */

import type { IncomingMessage } from 'node:http';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from './certificate.ts';

const TLS_HANDSHAKE = 22;
/** How long a quiet connection is kept: a client that polls should not have to connect anew. */
const KEEP_ALIVE_MS = 90_000;

/** A client may show a certificate; the API server judges it. */
const ASKING = { requestCert: true, rejectUnauthorized: false };

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface FrontDoorOptions {
  readonly onRequest: RequestListener;
  readonly onUpgrade: UpgradeListener;
  /** A client connects. */
  onConnection(): void;
  /** Without one only HTTP is served. */
  readonly certificate: Certificate | undefined;
}

export interface FrontDoor {
  /** The connections open now. */
  readonly sockets: ReadonlySet<Socket>;
  /** Resolves with the port taken. Rejects with Node's error (`EADDRINUSE`). */
  listen(port: number, host: string): Promise<number>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** Hands a connection over once its first byte is there; the byte is put back. */
function sortByFirstByte(socket: Socket, plain: Server, secure: Server | undefined): void {
  socket.once('data', (first: Buffer) => {
    socket.pause();
    const target = secure && first[0] === TLS_HANDSHAKE ? secure : plain;
    socket.unshift(first);
    target.emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}

function prepare<S extends Server>(server: S, options: FrontDoorOptions): S {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = 0;
  server.on('upgrade', options.onUpgrade);
  server.on('clientError', (_error, socket) => socket.destroy());
  return server;
}

function listenOn(server: NetServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** A server for both protocols. Nothing happens until it listens. */
export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  const { certificate, onRequest } = options;
  const plain = prepare(createHttpServer(onRequest), options);
  const secure = certificate
    ? prepare(
        createHttpsServer({ ...certificate, ...ASKING, ALPNProtocols: ['http/1.1'] }, onRequest),
        options,
      )
    : undefined;
  secure?.on('tlsClientError', (_error, socket) => socket.destroy());
  const sockets = new Set<Socket>();
  const server = createNetServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    options.onConnection();
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    sortByFirstByte(socket, plain, secure);
  });
  return {
    sockets,
    listen: (port, host) => listenOn(server, port, host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
