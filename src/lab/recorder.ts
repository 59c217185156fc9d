/** Keeps a session's inputs, each with its exact place in the cluster's history. */
import type { Actor, ApiRequest } from '#apimachinery/api.ts';
import type { DuplexStream } from '#apimachinery/duplex.ts';
import type { Clock } from '#kernel/clock.ts';
import { type Entry, type Input, isInput, printLog, type SessionHead } from './session-log.ts';
import { learner } from './transport.ts';

export interface SessionRecorder {
  /** Notes a request, when it is one that changes something. */
  request(request: ApiRequest, as?: Actor): void;
  note(input: Input): void;
  /** A command in a container, with all that is typed into it noted. */
  duplex(request: ApiRequest, command: DuplexStream, as?: Actor): DuplexStream;
  /** The log up to now, as JSON lines. */
  print(): string;
}

/** What of a request a replay needs; who asked, when it wasn't the learner. */
function kept(request: ApiRequest): ApiRequest {
  const { method, path, headers, body, text, certificate, actor } = request;
  const isOther = actor !== undefined && actor.user !== learner.user;
  return {
    method,
    path,
    ...(headers ? { headers } : {}),
    ...(certificate ? { certificate } : {}),
    ...(isOther ? { actor } : {}),
    ...(body === undefined ? {} : { body }),
    ...(text === undefined ? {} : { text }),
  };
}

/** A request as it is noted, and as whom when that was settled before. */
type Asked = { readonly request: ApiRequest; readonly as?: Actor };

const askedAs = (request: ApiRequest, as: Actor | undefined): Asked => ({
  request: kept(request),
  ...(as ? { as } : {}),
});

type Note = (input: Input) => void;

/** A command whose beginning, keys and end are noted. */
const noted = (id: number, asked: Asked, command: DuplexStream, note: Note): DuplexStream => ({
  ...command,
  start: (onData, onEnd) => {
    note({ open: id, ...asked });
    command.start(onData, onEnd);
  },
  write: (text) => {
    note({ type: id, text });
    command.write(text);
  },
  endInput: () => {
    note({ endInput: id });
    command.endInput();
  },
  close: () => {
    note({ close: id });
    command.close();
  },
});

/** Starts a log at the clock's present place. */
export function createSessionRecorder(head: SessionHead, clock: Clock): SessionRecorder {
  const entries: Entry[] = [];
  const place = (input: Input): Entry => ({ ...input, atMs: clock.now(), steps: clock.steps });
  const note = (input: Input): void => {
    entries.push(place(input));
  };
  let opened = 0;
  return {
    note,
    request: (request, as) => {
      if (isInput(request)) note(askedAs(request, as));
    },
    duplex: (request, command, as) => {
      opened += 1;
      return noted(opened, askedAs(request, as), command, note);
    },
    print: () => printLog({ head, entries: [...entries, place({ end: true })] }),
  };
}
