/** How an exchange fails for curl: its exit status and its words. */
import { portOf } from '../exchange.ts';
import type { Asked } from '../program.ts';

export interface Failure {
  readonly status: number;
  readonly words: string;
  /** What `-v` says on the way. */
  readonly detail?: string;
}

const WRONG_VERSION = 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number';

const KERNEL: Readonly<Record<string, string>> = {
  refused: 'Connection refused',
  'no-route': 'No route to host',
  lost: 'Connection timed out',
};

/** Undefined for a response. `isTotal`: `--max-time` is shorter than `--connect-timeout`. */
export function failureOf(asked: Asked, url: URL, isTotal: boolean): Failure | undefined {
  const host = url.hostname;
  const ms = Math.round(asked.tookMs);
  const connect = (why: string): string =>
    `Failed to connect to ${host.replace(/^\[|\]$/g, '')} port ${portOf(url)} after ${ms} ms: ${why}`;
  switch (asked.kind) {
    case 'response':
      return undefined;
    case 'unresolved':
      return { status: 6, words: `Could not resolve host: ${host}` };
    case 'empty':
      return { status: 52, words: 'Empty reply from server' };
    case 'not-tls':
      return { status: 35, words: WRONG_VERSION };
    case 'late':
      if (asked.isConnected) {
        return {
          status: 28,
          words: `Operation timed out after ${ms} milliseconds with 0 bytes received`,
        };
      }
      return isTotal
        ? { status: 28, words: `Connection timed out after ${ms} milliseconds` }
        : {
            status: 28,
            words: connect('Timeout was reached'),
            detail: `ipv4 connect timeout after ${ms}ms, move on!`,
          };
    default:
      return {
        status: asked.kind === 'lost' ? 28 : 7,
        words: connect("Couldn't connect to server"),
        detail: `connect to ${asked.ip} port ${asked.port} failed: ${KERNEL[asked.kind] ?? ''}`,
      };
  }
}
