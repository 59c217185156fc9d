/** Connections that stop being HTTP: exec, attach and port-forward, over WebSocket or SPDY. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer } from 'ws';
import type { ApiResponse } from '#apimachinery/api.ts';
import type { DuplexStream, PortTunnel } from '#apimachinery/duplex.ts';
import { badRequestError, StatusError } from '#apimachinery/status.ts';
import { serveCommandBySpdy } from './command-channels.ts';
import { serveCommandBySocket } from './command-socket.ts';
import { refuse, switchProtocols } from './handshake.ts';
import { servePorts } from './port-channels.ts';

/** Protocols of a command, best first. */
const COMMAND_PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];
const TUNNEL_PROTOCOL = 'SPDY/3.1+portforward.k8s.io';
const PORT_PROTOCOL = 'portforward.k8s.io';

const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  maxPayload: 64 * 1024 * 1024,
  handleProtocols: (offered) =>
    [...COMMAND_PROTOCOLS, TUNNEL_PROTOCOL].find((one) => offered.has(one)) ?? false,
});

const listed = (header: string | string[] | undefined): readonly string[] =>
  String(header ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

function refuseStatus(socket: Duplex, error: StatusError): void {
  refuse(socket, error.code, 'application/json', `${JSON.stringify(error.status)}\n`);
}

/** Reads of the query which channels a client will open. */
function channelsOf({ url = '' }: IncomingMessage) {
  const query = new URL(`http://localhost${url}`).searchParams;
  const isOn = (name: string): boolean => ['true', '1'].includes(query.get(name) ?? '');
  return {
    stdin: isOn('stdin'),
    stdout: isOn('stdout'),
    stderr: isOn('stderr'),
    tty: isOn('tty'),
  };
}

function chosen(offered: readonly string[], known: readonly string[]): string | undefined {
  return known.find((one) => offered.includes(one));
}

function commandOverSocket({ request, socket, head }: Upgrade, command: DuplexStream): void {
  const offered = listed(request.headers['sec-websocket-protocol']);
  if (!chosen(offered, COMMAND_PROTOCOLS)) {
    const known = `unable to upgrade: the WebSocket protocols spoken are ${COMMAND_PROTOCOLS.join(' and ')}`;
    refuseStatus(socket, badRequestError(known));
    return;
  }
  sockets.handleUpgrade(request, socket, head, (opened) => serveCommandBySocket(opened, command));
}

function commandOverSpdy({ request, socket, head }: Upgrade, command: DuplexStream): void {
  if (command.refused !== undefined) {
    refuse(socket, 500, 'text/plain; charset=utf-8', command.refused);
    return;
  }
  const offered = listed(request.headers['x-stream-protocol-version']);
  const protocol = chosen(offered, COMMAND_PROTOCOLS);
  if (!protocol) {
    const error = badRequestError(
      `unable to upgrade: unable to negotiate protocol: client supports [${offered.join(' ')}], server supports [${COMMAND_PROTOCOLS.join(' ')}]`,
    );
    refuseStatus(socket, error);
    return;
  }
  switchProtocols(socket, { Upgrade: 'SPDY/3.1', 'X-Stream-Protocol-Version': protocol });
  if (head.length > 0) socket.unshift(head);
  serveCommandBySpdy(socket, channelsOf(request), command);
}

function portsOverSocket({ request, socket, head }: Upgrade, tunnel: PortTunnel): void {
  if (!listed(request.headers['sec-websocket-protocol']).includes(TUNNEL_PROTOCOL)) {
    const known = 'unable to upgrade: no tunneling spdy protocols provided';
    refuse(socket, 400, 'text/plain; charset=utf-8', known);
    return;
  }
  if (tunnel.refused !== undefined) {
    refuse(socket, 500, 'text/plain; charset=utf-8', tunnel.refused);
    return;
  }
  sockets.handleUpgrade(request, socket, head, (opened) =>
    servePorts(createWebSocketStream(opened), tunnel),
  );
}

function portsOverSpdy({ socket, head }: Upgrade, tunnel: PortTunnel): void {
  if (tunnel.refused !== undefined) {
    refuse(socket, 500, 'text/plain; charset=utf-8', tunnel.refused);
    return;
  }
  switchProtocols(socket, { Upgrade: 'SPDY/3.1', 'X-Stream-Protocol-Version': PORT_PROTOCOL });
  if (head.length > 0) socket.unshift(head);
  servePorts(socket, tunnel);
}

function serve(upgrade: Upgrade, answer: ApiResponse): void {
  const { request, socket } = upgrade;
  const isSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
  const { duplex, tunnel, code, body, contentType = 'application/json' } = answer;
  if (duplex) (isSocket ? commandOverSocket : commandOverSpdy)(upgrade, duplex);
  else if (tunnel) (isSocket ? portsOverSocket : portsOverSpdy)(upgrade, tunnel);
  else if (code >= 400) refuse(socket, code, contentType, `${JSON.stringify(body)}\n`);
  else {
    answer.stream?.close();
    answer.textStream?.close();
    refuseStatus(socket, badRequestError('this path answers plain HTTP; it takes no upgrade'));
  }
}

/** Answers an upgrade request; `ask` puts it to the API server and may throw a StatusError. */
export function answerUpgrade(upgrade: Upgrade, ask: () => ApiResponse): void {
  upgrade.socket.on('error', () => upgrade.socket.destroy());
  try {
    serve(upgrade, ask());
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    refuseStatus(upgrade.socket, error);
  }
}
