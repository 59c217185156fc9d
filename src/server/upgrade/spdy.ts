/** SPDY/3.1 connections, as kubectl opens them for exec, attach and port-forward. Serves what moby/spdystream sends; flow control is used by neither side. */
import type { Duplex } from 'node:stream';
import { createEmptyHeaderWriter, createHeaderReader, type SpdyHeaders } from './spdy-headers.ts';

const SYN_STREAM = 1;
const SYN_REPLY = 2;
const RST_STREAM = 3;
const PING = 6;
const GOAWAY = 7;
const FIN = 1;
const HEAD_BYTES = 8;
/** Longer writes are cut: a frame's length has 24 bits. */
const MAX_DATA_BYTES = 64 * 1024;

/** One stream of a connection, opened by the client. */
export interface SpdyStream {
  readonly headers: SpdyHeaders;
  onData: (bytes: Buffer) => void;
  /** The client writes no more. */
  onEnd: () => void;
  /** The stream or the connection is gone. */
  onClose: () => void;
  write(bytes: Uint8Array): void;
  end(bytes?: Uint8Array): void;
}

export interface SpdyListener {
  onStream(stream: SpdyStream): void;
  onClose(): void;
}

const ignore = (): void => undefined;

function controlFrame(type: number, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt16BE(0x8003, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt32BE(payload.length, 4);
  return Buffer.concat([head, payload]);
}

function dataFrame(id: number, payload: Uint8Array, flags: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(id, 0);
  head.writeUInt32BE(payload.length, 4);
  head.writeUInt8(flags, 4);
  return Buffer.concat([head, payload]);
}

function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

class Connection {
  private readonly socket: Duplex;
  private readonly listener: SpdyListener;
  private readonly streams = new Map<number, SpdyStream>();
  private readonly readHeaders = createHeaderReader();
  private readonly writeHeaders = createEmptyHeaderWriter();
  private unread: Buffer = Buffer.alloc(0);
  private isOver = false;

  constructor(socket: Duplex, listener: SpdyListener) {
    this.socket = socket;
    this.listener = listener;
    socket.on('data', (bytes: Buffer) => this.read(bytes));
    socket.on('end', () => this.close());
    socket.on('close', () => this.close());
    socket.on('error', () => this.close());
  }

  end(): void {
    if (!this.socket.writableEnded) this.socket.end();
  }

  private close(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const stream of this.streams.values()) stream.onClose();
    this.streams.clear();
    this.listener.onClose();
    this.socket.destroy();
  }

  private send(frame: Buffer): void {
    if (!this.isOver && !this.socket.writableEnded) this.socket.write(frame);
  }

  private read(bytes: Buffer): void {
    this.unread = this.unread.length > 0 ? Buffer.concat([this.unread, bytes]) : bytes;
    try {
      while (this.unread.length >= HEAD_BYTES) {
        const length = this.unread.readUInt32BE(4) & 0xffffff;
        if (this.unread.length < HEAD_BYTES + length) return;
        const frame = this.unread.subarray(0, HEAD_BYTES + length);
        this.unread = this.unread.subarray(HEAD_BYTES + length);
        this.take(frame);
      }
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.close();
    }
  }

  private take(frame: Buffer): void {
    const payload = frame.subarray(HEAD_BYTES);
    const flags = frame.readUInt8(4);
    const first = frame.readUInt32BE(0);
    const type = first & 0xffff;
    if (first < 0x8000_0000) this.takeData(first, payload, flags);
    else if (type === SYN_STREAM) this.open(payload, flags);
    else if (type === RST_STREAM) this.reset(payload.readUInt32BE(0));
    else if (type === PING) this.send(controlFrame(PING, payload));
    else if (type === GOAWAY) this.end();
  }

  private takeData(id: number, payload: Buffer, flags: number): void {
    const stream = this.streams.get(id);
    if (payload.length > 0) stream?.onData(payload);
    if (flags & FIN) stream?.onEnd();
  }

  private reset(id: number): void {
    this.streams.get(id)?.onClose();
    this.streams.delete(id);
  }

  private open(payload: Buffer, flags: number): void {
    const id = payload.readUInt32BE(0) & 0x7fff_ffff;
    const stream = this.createStream(id, this.readHeaders(payload.subarray(10)));
    this.streams.set(id, stream);
    this.send(controlFrame(SYN_REPLY, Buffer.concat([numberBytes(id), this.writeHeaders()])));
    this.listener.onStream(stream);
    if (flags & FIN) stream.onEnd();
  }

  private createStream(id: number, headers: SpdyHeaders): SpdyStream {
    let isEnded = false;
    const write = (bytes: Uint8Array): void => {
      for (let at = 0; at < bytes.length && !isEnded; at += MAX_DATA_BYTES) {
        this.send(dataFrame(id, bytes.subarray(at, at + MAX_DATA_BYTES), 0));
      }
    };
    const end = (bytes: Uint8Array = new Uint8Array()): void => {
      write(bytes);
      if (!isEnded) this.send(dataFrame(id, new Uint8Array(), FIN));
      isEnded = true;
    };
    return { headers, onData: ignore, onEnd: ignore, onClose: ignore, write, end };
  }
}

/** Speaks SPDY over a socket whose HTTP upgrade is done; gives how to hang up. */
export function acceptSpdy(socket: Duplex, listener: SpdyListener): { end(): void } {
  return new Connection(socket, listener);
}
