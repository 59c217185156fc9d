/** What the API server asks a kubelet for exec, attach and port-forward. Mirrors kubernetes pkg/kubelet/kubelet_pods.go GetExec. */
import type { DuplexStream, EndStatus, ExecQuery, PortTunnel } from '#apimachinery/duplex.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Pod } from '#resources/pod.ts';
import { attachableOf } from './exec/attached.ts';
import { type ContainerView, containerView } from './exec/container-view.ts';
import { isKnownProgram } from './exec/index.ts';
import { hasOwnProgram } from './exec/own-programs.ts';
import { portTunnel } from './exec/ports.ts';
import { type ExecSession, endOf, internalError, startSession } from './exec/session.ts';
import { toolName } from './exec/shell.ts';
import type { Kubelet } from './kubelet.ts';
import type { PodWorker } from './pod-worker.ts';
import { statusOf } from './status.ts';

export interface ExecServerParts {
  readonly clock: Clock;
  /** The kubelet of a node. */
  kubeletOf(nodeName: string): Kubelet | undefined;
}

/** Commands and ports of the pods of a cluster. */
export interface ExecServer {
  exec(pod: Pod, query: ExecQuery): DuplexStream;
  attach(pod: Pod, query: ExecQuery): DuplexStream;
  portForward(pod: Pod): PortTunnel;
}

const nothing = (): void => undefined;
const silent = { write: nothing, endInput: nothing, resize: nothing, close: nothing };

/** A stream that only says how it failed. */
const failing = (status: EndStatus, refused?: string): DuplexStream => ({
  ...silent,
  ...(refused === undefined ? {} : { refused }),
  start: (_onData, onEnd) => onEnd(status),
});

const refusing = (why: string): DuplexStream =>
  failing(internalError(`unable to upgrade connection: ${why}`), why);

/** 64 hexadecimal digits that name an exec: the same for the same command in the same run. */
function execId(run: { readonly id: string }, text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return `${hash.toString(16).padStart(8, '0')}${run.id}`.slice(0, 64);
}

/** Why a program cannot be started, in containerd's words; undefined when it can. */
function startError({ run, world }: ContainerView, [program = '']: readonly string[]) {
  const name = toolName(program);
  const isOwn = hasOwnProgram(run, name);
  if (isOwn || (isKnownProgram(program) && world.has?.(name) !== false)) return undefined;
  const why = program.startsWith('/')
    ? `stat ${program}: no such file or directory`
    : 'executable file not found in $PATH';
  return `error executing command in container: failed to exec in container: failed to start exec "${execId(run, program)}": OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": ${why}`;
}

/** A command, not yet started. */
function commandStream(view: ContainerView, query: ExecQuery, clock: Clock): DuplexStream {
  const error = startError(view, query.command);
  if (error) return failing(internalError(error));
  let session: ExecSession | undefined;
  let stopWaiting = nothing;
  return {
    start: (onData, onEnd) => {
      const end = (exitCode: number): void => {
        stopWaiting();
        onEnd(endOf(exitCode));
      };
      const { command: argv, stdin, tty, cooked } = query;
      const { world } = view;
      session = startSession({ clock, argv, world, stdin, tty, cooked, onData, onExit: end });
      stopWaiting = view.run.log.onEnd(() => {
        session?.close();
        end(137);
      }) as typeof nothing;
    },
    write: (text) => session?.write(text),
    endInput: () => session?.endInput(),
    resize: nothing,
    close: () => {
      stopWaiting();
      session?.close();
    },
  };
}

/** What a process that reads nothing prints from now on. */
function followLog({ run }: ContainerView, onText: (text: string) => void): () => void {
  return run.log.onLine(({ text }) => onText(`${text}\n`));
}

/** A terminal has no end of input: the client is let go when it has typed all it has. */
const DETACH_MS = 200;

/** The container's own process: what it prints from now on until it ends, and what it is to read. How it ended isn't said. */
function attachStream(view: ContainerView, query: ExecQuery, clock: Clock): DuplexStream {
  const { run, record } = view;
  const attached = attachableOf(run);
  let stop = nothing;
  let detach = nothing;
  const session = query.stdin ? attached?.session : undefined;
  return {
    start: (onData, onEnd) => {
      const show = (text: string): void => onData('stdout', text);
      const stopOutput = attached ? attached.onOutput(show) : followLog(view, show);
      detach = () => onEnd(endOf(0));
      const stopEnd = run.log.onEnd(detach);
      stop = () => {
        stopOutput();
        stopEnd();
      };
    },
    write: (text) => session?.write(text),
    endInput: () => {
      if (record.spec.stdinOnce || !record.spec.tty) session?.endInput();
      else clock.after(DETACH_MS, detach);
    },
    resize: nothing,
    close: () => {
      stop();
      if (record.spec.stdinOnce) session?.endInput();
    },
  };
}

const dialError = (ip: string): string => `dial tcp ${ip}:10250: connect: connection refused`;

/** Answers for every kubelet of a cluster. */
export function createExecServer({ clock, kubeletOf }: ExecServerParts): ExecServer {
  const workerOf = (pod: Pod): PodWorker | 'unreachable' | undefined => {
    const kubelet = kubeletOf(pod.spec.nodeName ?? '');
    return kubelet?.isRunning ? kubelet.findPod(pod.metadata.uid) : 'unreachable';
  };
  const open = (
    verb: 'exec' | 'attach',
    pod: Pod,
    query: ExecQuery,
    stream: (view: ContainerView) => DuplexStream,
  ): DuplexStream => {
    const worker = workerOf(pod);
    const { namespace = '', name } = pod.metadata;
    if (worker === 'unreachable') {
      const ip = statusOf(pod).hostIP ?? '';
      const url = `https://${ip}:10250/${verb}/${namespace}/${name}/${query.container}`;
      const why = dialError(ip);
      return failing(
        internalError(`error sending request: Post "${url}": ${why}`),
        `error dialing backend: ${why}`,
      );
    }
    const view = worker && containerView(worker, query.container);
    return view ? stream(view) : refusing(`container not found ("${query.container}")`);
  };
  return {
    exec: (pod, query) => open('exec', pod, query, (view) => commandStream(view, query, clock)),
    attach: (pod, query) => open('attach', pod, query, (view) => attachStream(view, query, clock)),
    portForward: (pod) => {
      const worker = workerOf(pod);
      const refuse = (refused: string): PortTunnel => ({
        refused,
        connect: (_port, listener) => {
          listener.onError(refused);
          return silent;
        },
      });
      if (worker === 'unreachable') {
        return refuse(`error dialing backend: ${dialError(statusOf(pod).hostIP ?? '')}`);
      }
      if (!worker) return refuse('pod not found');
      return portTunnel(worker, pod.metadata.uid.replaceAll('-', '').padEnd(64, '0'));
    },
  };
}
