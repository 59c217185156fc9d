/** A command in a container: opens its channels, carries what is typed and printed, and says how it ended. Mirrors client-go tools/remotecommand. */
import type { ApiResponse } from '#apimachinery/api.ts';
import { type DuplexStream, type EndStatus, translatedStatus } from '#apimachinery/duplex.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from './command.ts';
import { queryOf, resourcePath } from './discovery.ts';
import { KubectlError } from './errors.ts';

/** What is carried, and where to. */
export interface RemoteCommand {
  readonly pod: Pod;
  readonly verb: 'exec' | 'attach';
  readonly container: string;
  readonly command: readonly string[];
  readonly tty: boolean;
  /** Gives what is typed piece by piece, undefined at its end; absent: nothing is. */
  readonly input?: () => Promise<string | undefined>;
  out(text: string): Promise<void>;
  err(text: string): Promise<void>;
}

function pathOf({ pod, verb, container, command, tty, input }: RemoteCommand): string {
  const pods = { group: '', version: 'v1', plural: 'pods', namespaced: true };
  const { namespace = '', name } = pod.metadata;
  const asked = queryOf({
    container,
    stdin: input ? true : undefined,
    stdout: true,
    stderr: tty ? undefined : true,
    tty: tty ? true : undefined,
    cooked: tty ? true : undefined,
  });
  const words = command.map((word) => `&command=${encodeURIComponent(word)}`).join('');
  return `${resourcePath(pods, namespace, name, verb)}${asked}${words}`;
}

function duplexOf({ duplex }: ApiResponse): DuplexStream {
  if (duplex) return duplex;
  throw new KubectlError('this connection to the API server carries no streams');
}

/** Feeds what is typed until it ends, or the command does. */
async function feed(
  stream: DuplexStream,
  input: () => Promise<string | undefined>,
  isOver: () => boolean,
): Promise<void> {
  for (;;) {
    const text = await input();
    if (isOver()) return;
    if (text === undefined) return stream.endInput();
    stream.write(text);
  }
}

/** Runs it to its end; rejects with the signal's reason when interrupted. */
export async function runRemote(
  { api, host }: CommandContext,
  remote: RemoteCommand,
): Promise<EndStatus> {
  const stream = duplexOf(await api.send({ method: 'POST', path: pathOf(remote) }));
  let written = Promise.resolve();
  let isOver = false;
  const print = (channel: 'stdout' | 'stderr', text: string): void => {
    written = written.then(() => (channel === 'stdout' ? remote.out(text) : remote.err(text)));
  };
  const end = new Promise<EndStatus>((resolve, reject) => {
    host.signal.addEventListener('abort', () => reject(host.signal.reason), { once: true });
    stream.start(print, resolve);
  });
  const fed = remote.input && feed(stream, remote.input, () => isOver);
  try {
    const status = await Promise.race([end, ...(fed ? [fed.then(() => end)] : [])]);
    await written;
    return translatedStatus(stream, status);
  } finally {
    isOver = true;
    stream.close();
  }
}

/** Throws what kubectl says of a command that failed: its exit status becomes kubectl's own. */
export function checkEnd({ status, reason, message = '', details }: EndStatus): void {
  if (status === 'Success') return;
  if (reason !== 'NonZeroExitCode') throw new KubectlError(message);
  const code = Number(details?.causes?.find((cause) => cause.reason === 'ExitCode')?.message ?? 1);
  const text = `command terminated with exit code ${code}`;
  throw new KubectlError(text, { exitCode: code, plain: true });
}
