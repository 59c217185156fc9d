/** A command's channels over SPDY: one stream each for stdin, stdout, stderr, error and resize. Mirrors kubelet cri/streaming/remotecommand/httpstream.go. */
import type { Duplex } from 'node:stream';
import { bytesOfText, textOfBytes } from '#apimachinery/bytes.ts';
import type { DuplexStream, ExecQuery } from '#apimachinery/duplex.ts';
import { acceptSpdy, type SpdyStream } from './spdy.ts';

/** The streams a client opens for what it asks. */
function awaitedStreams({ stdin, stdout, stderr, tty }: Omit<ExecQuery, 'container' | 'command'>) {
  return [
    'error',
    ...(stdin ? ['stdin'] : []),
    ...(stdout ? ['stdout'] : []),
    ...(stderr && !tty ? ['stderr'] : []),
    ...(tty ? ['resize'] : []),
  ];
}

/** Terminal sizes come as JSON, one after another. */
export function readSizes(text: string, command: DuplexStream): void {
  for (const [, width, height] of text.matchAll(/"Width":(\d+),"Height":(\d+)/g)) {
    command.resize(Number(width), Number(height));
  }
}

function readInput(stream: SpdyStream, command: DuplexStream): void {
  stream.onData = (bytes) => command.write(textOfBytes(bytes));
  stream.onEnd = () => command.endInput();
}

/** Runs a command over a socket once all of its streams are there. */
export function serveCommandBySpdy(
  socket: Duplex,
  query: Omit<ExecQuery, 'container' | 'command'>,
  command: DuplexStream,
): void {
  const awaited = new Set(awaitedStreams(query));
  const streams = new Map<string, SpdyStream>();
  const connection = acceptSpdy(socket, {
    onStream: (stream) => {
      const type = stream.headers['streamtype'] ?? '';
      streams.set(type, stream);
      awaited.delete(type);
      if (type === 'stdin') readInput(stream, command);
      if (type === 'resize') stream.onData = (bytes) => readSizes(String(bytes), command);
      if (awaited.size === 0) begin();
    },
    onClose: () => command.close(),
  });
  let begun = false;
  const begin = (): void => {
    if (begun) return;
    begun = true;
    command.start(
      (channel, text) => streams.get(channel)?.write(bytesOfText(text)),
      (status) => {
        streams.get('error')?.end(bytesOfText(JSON.stringify(status)));
        for (const type of ['stdout', 'stderr']) streams.get(type)?.end();
        connection.end();
      },
    );
  };
}
