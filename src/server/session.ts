/** One served cluster as HTTP reaches it: requests noted in the log, streams that end on time, clients that wait. */
import type { ApiRequest, ApiResponse, WatchStream } from '#apimachinery/api.ts';
import type { DuplexStream } from '#apimachinery/duplex.ts';
import type { RunningCluster } from '#cluster/create-cluster.ts';
import type { SessionRecorder } from '#lab/recorder.ts';
import type { Pace } from './pace.ts';

export interface Session {
  /** `handle` of the API server, seen by the log and the pace. */
  handle(request: ApiRequest): ApiResponse;
  /** How many streams are open. */
  readonly streams: number;
}

/** `timeoutSeconds` taken out of a path, so that who watches leaves no timer in the cluster's history. */
function withoutTimeout(path: string): { path: string; timeoutMs: number } {
  if (!path.includes('timeoutSeconds=')) return { path, timeoutMs: 0 };
  const [head = '', search = ''] = path.split('?', 2);
  const query = new URLSearchParams(search);
  const seconds = Number(query.get('timeoutSeconds'));
  if (!Number.isFinite(seconds) || seconds <= 0) return { path, timeoutMs: 0 };
  query.delete('timeoutSeconds');
  return { path: `${head}?${query}`, timeoutMs: seconds * 1_000 };
}

/** What a log tells of a request's headers: nothing that opens doors, or that no answer depends on. */
const TOLD = /^(content-type|user-agent|impersonate-.*)$/;

/** A request for the log: who asked is told beside it. */
const withoutSecrets = ({ method, path, body, headers = {} }: ApiRequest): ApiRequest => ({
  method,
  path,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => TOLD.test(name))),
  ...(body === undefined ? {} : { body }),
});

const isWatch = ({ method, path }: ApiRequest): boolean =>
  method === 'GET' && /[?&]watch=(true|1)/.test(path);

/** Puts the log and the pace around a cluster's API. */
export function createSession(cluster: RunningCluster, log: SessionRecorder, pace: Pace): Session {
  let streams = 0;
  /** A stream that is counted while it is open, and closed after `timeoutMs` of virtual time. */
  const counted = <Frame>(stream: WatchStream<Frame>, timeoutMs: number): WatchStream<Frame> => {
    let isOpen = false;
    let cancel = (): void => undefined;
    const end = (): void => {
      if (!isOpen) return;
      isOpen = false;
      streams -= 1;
      cancel();
      pace.stir();
    };
    return {
      start: (onFrame, onEnd) => {
        isOpen = true;
        streams += 1;
        if (timeoutMs > 0) {
          const endMs = cluster.clock.now() + timeoutMs;
          cancel = pace.when(endMs, () => stream.close()) as () => undefined;
        }
        stream.start(
          (frame) => {
            pace.stir();
            onFrame(frame);
          },
          () => {
            end();
            onEnd();
          },
        );
      },
      close: () => {
        end();
        stream.close();
      },
    };
  };
  /** A command that is counted while it runs. */
  const watched = (command: DuplexStream): DuplexStream => {
    let isOpen = false;
    const end = (): void => {
      if (isOpen) streams -= 1;
      isOpen = false;
      pace.stir();
    };
    return {
      ...command,
      start: (onData, onEnd) => {
        isOpen = true;
        streams += 1;
        command.start(
          (channel, text) => {
            pace.stir();
            onData(channel, text);
          },
          (status) => {
            end();
            onEnd(status);
          },
        );
      },
      write: (text) => {
        pace.stir();
        command.write(text);
      },
      close: () => {
        end();
        command.close();
      },
    };
  };
  return {
    get streams() {
      return streams;
    },
    handle: (request) => {
      pace.stir();
      const asked = withoutSecrets(request);
      log.request(asked, request.actor);
      const { path, timeoutMs } = isWatch(request)
        ? withoutTimeout(request.path)
        : { path: request.path, timeoutMs: 0 };
      const answer = cluster.api.handle({ ...request, path });
      const { stream, textStream, duplex } = answer;
      return {
        ...answer,
        ...(duplex ? { duplex: watched(log.duplex(asked, duplex, request.actor)) } : {}),
        ...(stream ? { stream: counted(stream, timeoutMs) } : {}),
        ...(textStream ? { textStream: counted(textStream, 0) } : {}),
      };
    },
  };
}
