/** Keeps a session's inputs, each with its exact place in the cluster's history. */
import type { ApiRequest } from '#apimachinery/api.ts';
import type { Clock } from '#kernel/clock.ts';
import { type Entry, type Input, isInput, printLog, type SessionHead } from './session-log.ts';

export interface SessionRecorder {
  /** Notes a request, when it is one that changes something. */
  request(request: ApiRequest): void;
  note(input: Input): void;
  /** The log up to now, as JSON lines. */
  print(): string;
}

/** Starts a log at the clock's present place. */
export function createSessionRecorder(head: SessionHead, clock: Clock): SessionRecorder {
  const entries: Entry[] = [];
  const place = (input: Input): Entry => ({ ...input, atMs: clock.now(), steps: clock.steps });
  const note = (input: Input): void => {
    entries.push(place(input));
  };
  return {
    note,
    request: (request) => {
      if (!isInput(request)) return;
      const { method, path, headers, body, text } = request;
      note({
        request: {
          method,
          path,
          ...(headers ? { headers } : {}),
          ...(body === undefined ? {} : { body }),
          ...(text === undefined ? {} : { text }),
        },
      });
    },
    print: () => printLog({ head, entries: [...entries, place({ end: true })] }),
  };
}
