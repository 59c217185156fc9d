/** A command's channels over one WebSocket (v5.channel.k8s.io): each message begins with its channel's number. Mirrors apiserver pkg/util/proxy/websocket.go. */
import type { RawData, WebSocket } from 'ws';
import { bytesOfText, textOfBytes } from '#apimachinery/bytes.ts';
import { type DuplexStream, translatedStatus } from '#apimachinery/duplex.ts';
import { readSizes } from './command-channels.ts';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const RESIZE = 4;
/** "Channel so and so is over": version 5 alone has it. */
const CLOSE = 255;

const NORMAL_CLOSURE = 1000;

const message = (channel: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.of(channel), bytes]);

function receive(command: DuplexStream, data: RawData): void {
  const bytes = data as Buffer;
  const [channel, ...rest] = [bytes[0], bytes.subarray(1)] as const;
  const [payload] = rest;
  if (channel === STDIN) command.write(textOfBytes(payload));
  else if (channel === RESIZE) readSizes(String(payload), command);
  else if (channel === CLOSE && payload[0] === STDIN) command.endInput();
}

/** Runs a command over a socket. */
export function serveCommandBySocket(socket: WebSocket, command: DuplexStream): void {
  const send = (channel: number, bytes: Uint8Array): void => {
    if (socket.readyState === socket.OPEN) socket.send(message(channel, bytes));
  };
  socket.on('message', (data) => receive(command, data));
  socket.on('close', () => command.close());
  socket.on('error', () => socket.terminate());
  send(STDOUT, new Uint8Array());
  command.start(
    (channel, text) => send(channel === 'stdout' ? STDOUT : STDERR, bytesOfText(text)),
    (status) => {
      send(ERROR, bytesOfText(JSON.stringify(translatedStatus(command, status))));
      socket.close(NORMAL_CLOSURE);
    },
  );
}
