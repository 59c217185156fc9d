/** The network as programs of the learner's machine meet it: given to the shell by its host. */
import type { Exchange, WebRequest, WebResponse } from '#web/exchange.ts';

export type { Exchange, WebRequest, WebResponse } from '#web/exchange.ts';

/** What a listener answers. A stream goes on after `body`, chunk by chunk; `undefined` ends it. */
export interface ListenerResponse extends WebResponse {
  readonly more?: () => Promise<string | undefined>;
}

/**
 * Answers one connection's request. `undefined`: it closes the connection without a word. The signal is
 * aborted when whoever asked has gone.
 */
export type Handler = (
  request: WebRequest,
  signal: AbortSignal,
) => Promise<ListenerResponse | undefined>;

/** Somebody listens there already: `listen tcp4 127.0.0.1:8080: bind: address already in use`. */
export class AddressInUseError extends Error {
  override name = 'AddressInUseError';
  readonly address: string;
  readonly port: number;

  constructor(address: string, port: number) {
    super(`listen tcp4 ${address}:${port}: bind: address already in use`);
    this.address = address;
    this.port = port;
  }
}

/** A port that is listened on. */
export interface Listening {
  /** The one asked for, or for 0 one that was free. */
  readonly port: number;
  close(): void;
}

/** Every program of a lab shares it, in whichever terminal. */
export interface Network {
  /**
   * Asks a server: a pod's or a Service's address or name, a node's port, a listener of this machine.
   * No time passes but what a listener takes: the answer says how long it took, and the caller waits
   * so long (`waitFor` in `network-wait.ts`).
   */
  ask(request: WebRequest, signal: AbortSignal): Exchange | Promise<Exchange>;
  /** The addresses of a name; none for an unknown one. */
  resolve(name: string): readonly string[];
  /**
   * Listens on this machine: `localhost`, `127.0.0.1`, `0.0.0.0`, `::1`; port 0 is any free one. Throws
   * AddressInUseError. Who listens closes again when its program ends.
   */
  listen(address: string, port: number, handler: Handler): Listening;
}

/** A machine without a network: names mean nothing, addresses lead nowhere. */
export const noNetwork: Network = {
  ask: (): Exchange => ({ kind: 'unresolved', tookMs: 0 }),
  resolve: () => [],
  listen: (_address, port) => ({ port, close: () => undefined }),
};
