/** Forwarded ports over SPDY: a pair of streams (error, data) for each connection. Mirrors kubelet cri/streaming/portforward/httpstream.go. */
import type { Duplex } from 'node:stream';
import { bytesOfText, textOfBytes } from '#apimachinery/bytes.ts';
import type { PortTunnel } from '#apimachinery/duplex.ts';
import { acceptSpdy, type SpdyStream } from './spdy.ts';

interface Pair {
  readonly data?: SpdyStream;
  readonly error?: SpdyStream;
}

function join(data: SpdyStream, error: SpdyStream, tunnel: PortTunnel): void {
  const end = (): void => {
    error.end();
    data.end();
  };
  const connection = tunnel.connect(Number(data.headers['port']), {
    onData: (text) => data.write(bytesOfText(text)),
    onError: (why) => {
      error.end(bytesOfText(why));
      data.end();
    },
    onEnd: end,
  });
  data.onData = (bytes) => connection.write(textOfBytes(bytes));
  data.onEnd = () => connection.endInput();
  data.onClose = () => connection.close();
}

/** Forwards over a socket until it closes. */
export function servePorts(socket: Duplex, tunnel: PortTunnel): void {
  const pairs = new Map<string, Pair>();
  acceptSpdy(socket, {
    onStream: (stream) => {
      const { requestid = '', streamtype = '' } = stream.headers;
      const pair = { ...pairs.get(requestid), [streamtype]: stream } as Pair;
      if (pair.data && pair.error) {
        pairs.delete(requestid);
        join(pair.data, pair.error, tunnel);
      } else pairs.set(requestid, pair);
    },
    onClose: () => pairs.clear(),
  });
}
