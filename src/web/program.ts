/** A network program without a machine: it prints and reads files at once, and yields what takes time. */
import type { Exchange, WebRequest } from './exchange.ts';

/** The machine it runs on. */
export interface WebHost {
  readonly args: readonly string[];
  print(text: string): void;
  printError(text: string): void;
  /** Undefined: it cannot be read. */
  readFile(path: string): string | undefined;
  exists(path: string): boolean;
  /** Undefined when it is saved, or the words for why not. */
  saveFile(path: string, text: string): string | undefined;
  now(): number;
  /** The addresses of a name. */
  resolve(name: string): readonly string[];
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
}

/** How long to wait for an exchange, ms; infinite when not given. */
export interface Patience {
  readonly totalMs?: number | undefined;
  /** Until there is a connection. */
  readonly connectMs?: number | undefined;
}

/** What a program asks of its machine. */
export type Step =
  | { readonly do: 'ask'; readonly request: WebRequest; readonly patience: Patience }
  | { readonly do: 'wait'; readonly ms: number }
  /** All of standard input. */
  | { readonly do: 'input' }
  /** The next chunk of the newest response's body, where it goes on. */
  | { readonly do: 'more' };

/** The patience was over first. */
interface Late {
  readonly kind: 'late';
  readonly ip: string;
  readonly port: number;
  readonly tookMs: number;
  readonly isConnected: boolean;
}

/** How asking ended, after the time it took has passed. */
export type Asked = Exchange | Late;

/** What a step gives back: `ask` what came of it, `input` and `more` a text or its end. */
export type Reply = Asked | string | undefined;

/** Gives the exit status. */
export type WebRun = Generator<Step, number, Reply>;
export type WebProgram = (host: WebHost) => WebRun;

/** Asks, and gives what came of it. */
export function* ask(request: WebRequest, patience: Patience): Generator<Step, Asked, Reply> {
  const asked = yield { do: 'ask', request, patience };
  return typeof asked === 'object' ? asked : { kind: 'unresolved', tookMs: 0 };
}

/** The text a step gives; the empty one at its end. */
export function* textFrom(step: Step): Generator<Step, string | undefined, Reply> {
  const text = yield step;
  return typeof text === 'string' ? text : undefined;
}

const isUnconnected = ({ kind }: Exchange): boolean =>
  kind === 'lost' || kind === 'no-route' || kind === 'refused';

/** The exchange, unless patience ends before it. */
export function within(exchange: Exchange, { totalMs, connectMs }: Patience): Asked {
  const total = totalMs ?? Number.POSITIVE_INFINITY;
  const early = isUnconnected(exchange)
    ? Math.min(connectMs ?? Number.POSITIVE_INFINITY, total)
    : total;
  if (exchange.kind === 'unresolved' || exchange.tookMs <= early) return exchange;
  const { ip, port } = exchange;
  return { kind: 'late', ip, port, tookMs: early, isConnected: !isUnconnected(exchange) };
}
