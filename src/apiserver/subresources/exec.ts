/** pods/NAME/exec, /attach and /portforward: the server only asks the kubelet. Mirrors kubernetes pkg/registry/core/pod/strategy.go streamLocation. */
import type { ApiResponse } from '#apimachinery/api.ts';
import type { ExecQuery } from '#apimachinery/duplex.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { badRequestError, notFoundError } from '#apimachinery/status.ts';
import { lookUp, type ServerContext } from '../context.ts';
import type { ExecProvider } from './exec-provider.ts';

interface Named {
  readonly name: string;
}
interface PodLike extends KubeObject {
  readonly spec: {
    readonly containers: readonly Named[];
    readonly initContainers?: readonly Named[];
    readonly ephemeralContainers?: readonly Named[];
    readonly nodeName?: string;
  };
}

/** Which pod's which subresource is asked for. */
export interface ExecTarget {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
  readonly query: URLSearchParams;
}

/** The container meant: the only one when none is named. */
function containerOf({ metadata, spec }: PodLike, asked: string): string {
  const { containers, initContainers = [], ephemeralContainers = [] } = spec;
  const all = [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
  if (asked) {
    if (all.includes(asked)) return asked;
    throw badRequestError(`container ${asked} is not valid for pod ${metadata.name}`);
  }
  const [only] = containers;
  if (only && containers.length === 1) return only.name;
  throw badRequestError(
    `a container name must be specified for pod ${metadata.name}, choose one of: [${all.join(' ')}]`,
  );
}

function findPod(server: ServerContext, { kind, namespace, name }: ExecTarget): PodLike {
  const pod = lookUp(server, kind, namespace, name) as PodLike | undefined;
  if (!pod) throw notFoundError(kind, name);
  return pod;
}

function checkHost({ metadata, spec }: PodLike): void {
  if (spec.nodeName) return;
  throw badRequestError(`pod ${metadata.name} does not have a host assigned`);
}

function providerOf({ exec }: ServerContext): ExecProvider {
  if (exec) return exec;
  throw badRequestError('this API server reaches no kubelet, so nothing runs in its pods');
}

const isOn = (query: URLSearchParams, name: string): boolean =>
  ['true', '1'].includes(query.get(name) ?? '');

function queryOf(query: URLSearchParams, container: string): ExecQuery {
  const [stdin, stdout, stderr, tty] = ['stdin', 'stdout', 'stderr', 'tty'].map((name) =>
    isOn(query, name),
  );
  if (!stdin && !stdout && !stderr) {
    throw badRequestError('you must specify at least 1 of stdin, stdout, stderr');
  }
  return {
    container,
    command: query.getAll('command'),
    stdin: stdin ?? false,
    stdout: stdout ?? false,
    stderr: stderr ?? false,
    tty: tty ?? false,
    ...(isOn(query, 'cooked') ? { cooked: true } : {}),
  };
}

/** Answers exec and attach with the channels of a command. */
export function openCommand(
  server: ServerContext,
  target: ExecTarget,
  what: 'exec' | 'attach',
): ApiResponse {
  const pod = findPod(server, target);
  const container = containerOf(pod, target.query.get('container') ?? '');
  checkHost(pod);
  const query = queryOf(target.query, container);
  return { code: 101, body: undefined, duplex: providerOf(server)[what](pod, query) };
}

/** Answers portforward with the pod's ports. */
export function openPorts(server: ServerContext, target: ExecTarget): ApiResponse {
  const pod = findPod(server, target);
  checkHost(pod);
  return { code: 101, body: undefined, tunnel: providerOf(server).portForward(pod) };
}
