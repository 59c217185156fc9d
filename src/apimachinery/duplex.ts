/** Streams that go both ways: a command in a container (exec, attach) and the ports of a pod. Synchronous, like watches. */
import type { Status } from './status.ts';

/** What an exec or attach asks for. Names as in the query of the request. */
export interface ExecQuery {
  readonly container: string;
  /** Empty for attach. */
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
  /** The client's terminal edits and echoes by itself, and sends whole lines (the lab's does). */
  readonly cooked?: boolean;
}

/** How a command ended: `Success`, or a failure as the error channel carries it. */
export type EndStatus = Pick<Status, 'status' | 'message' | 'reason' | 'details' | 'code'> & {
  readonly metadata: Readonly<Record<string, never>>;
};

/** What the API server makes of a kubelet's failure on its way to a WebSocket. Mirrors apiserver pkg/util/proxy/streamtranslator.go. */
export function translatedStatus({ refused }: DuplexStream, status: EndStatus): EndStatus {
  const isOwn = status.status === 'Success' || status.reason === 'NonZeroExitCode';
  if (isOwn || refused !== undefined) return status;
  const why = status.message ?? '';
  const details = { causes: [{ message: why }] };
  return { ...status, message: `Internal error occurred: ${why}`, details };
}

/**
 * A command with its channels. Texts are bytes in UTF-8; a byte that is none stands as U+DC80 … U+DCFF, so
 * that files of any kind pass through (`bytes.ts`).
 */
export interface DuplexStream {
  /** The kubelet's words when nothing could be started; then `start` only ends. */
  readonly refused?: string;
  /** Starts it. `onEnd` is called once, when it is over. */
  start(
    onData: (channel: 'stdout' | 'stderr', text: string) => void,
    onEnd: (status: EndStatus) => void,
  ): void;
  /** Standard input. */
  write(text: string): void;
  /** Standard input is over. */
  endInput(): void;
  resize(columns: number, rows: number): void;
  /** The other side is gone. */
  close(): void;
}

/** One connection to a port. */
export interface PortConnection {
  write(text: string): void;
  endInput(): void;
  close(): void;
}

/** What comes back through a connection. */
export interface PortListener {
  onData(text: string): void;
  /** The kubelet's words when nothing listens. Nothing else comes after it. */
  onError(message: string): void;
  onEnd(): void;
}

/** The ports of a pod, as port-forward reaches them. */
export interface PortTunnel {
  /** The kubelet's words when the pod cannot be reached. */
  readonly refused?: string;
  connect(port: number, listener: PortListener): PortConnection;
}
