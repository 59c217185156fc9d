/** One probe of a container: what it asks, and what the answer says. Mirrors kubernetes pkg/kubelet/prober/prober.go. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import type { ContainerRecord, ContainerRun } from './container.ts';
import { executeNow, isKnownProgram, type World } from './exec/index.ts';

export type ProbeSpec = Immutable<v1.Probe>;
export type ProbeType = 'Startup' | 'Readiness' | 'Liveness';

/** `errored`: the probe could not be made; its result is thrown away. */
export interface ProbeResult {
  readonly outcome: 'success' | 'failure' | 'errored';
  readonly output: string;
  /** Whether the answer stays so as long as the process runs. */
  readonly isFixed: boolean;
}

/** What a probe may look at. */
export interface ProbeTarget {
  readonly record: ContainerRecord;
  readonly run: ContainerRun;
  /** Every container of the pod: they share one address. */
  readonly records: readonly ContainerRecord[];
  readonly podIP: string;
  world(): World;
}

const success = (isFixed: boolean): ProbeResult => ({ outcome: 'success', output: '', isFixed });
const failure = (output: string): ProbeResult => ({ outcome: 'failure', output, isFixed: false });
const errored = (output: string): ProbeResult => ({ outcome: 'errored', output, isFixed: false });

/** A port as a number; undefined when no port of the container has that name. */
function portOf(port: number | string, { spec }: ContainerRecord): number | undefined {
  if (typeof port === 'number') return port;
  const named = spec.ports?.find(({ name }) => name === port)?.containerPort;
  return named ?? (/^\d+$/.test(port) ? Number(port) : undefined);
}

const unknownPort = (port: number | string): ProbeResult =>
  errored(`strconv.Atoi: parsing ${JSON.stringify(String(port))}: invalid syntax`);

function listener({ records }: ProbeTarget, port: number): ContainerRun | undefined {
  const record = records.find(
    ({ run }) => run?.state === 'running' && run.process?.ports.includes(port),
  );
  return record?.run;
}

const refused = (host: string, port: number): string =>
  `dial tcp ${host}:${port}: connect: connection refused`;

/** Asks a server of the pod; a text is why it did not answer. */
export function reach(
  action: Immutable<v1.HTTPGetAction>,
  target: ProbeTarget,
): { readonly status: number } | string {
  const port = portOf(action.port, target.record);
  if (port === undefined) return unknownPort(action.port).output;
  const host = action.host || target.podIP;
  const path = action.path?.startsWith('/') ? action.path : `/${action.path ?? ''}`;
  const scheme = (action.scheme ?? 'HTTP').toLowerCase();
  const url = `${scheme}://${host}:${port}${path}`;
  const server = host === target.podIP || host === 'localhost' ? listener(target, port) : undefined;
  const page = server?.process?.page;
  if (!server) return `Get "${url}": ${refused(host, port)}`;
  if (scheme === 'https') return `Get "${url}": http: server gave HTTP response to HTTPS client`;
  return page ? page(path.replace(/\?.*$/, '')) : `Get "${url}": EOF`;
}

function httpGet(action: Immutable<v1.HTTPGetAction>, target: ProbeTarget): ProbeResult {
  if (portOf(action.port, target.record) === undefined) return unknownPort(action.port);
  const answer = reach(action, target);
  if (typeof answer === 'string') return failure(answer);
  const { status } = answer;
  return status >= 200 && status < 400
    ? success(true)
    : failure(`HTTP probe failed with statuscode: ${status}`);
}

function tcpSocket(action: Immutable<v1.TCPSocketAction>, target: ProbeTarget): ProbeResult {
  const port = portOf(action.port, target.record);
  if (port === undefined) return unknownPort(action.port);
  const host = action.host || target.podIP;
  const isOpen = host === target.podIP && listener(target, port) !== undefined;
  return isOpen ? success(true) : failure(refused(host, port));
}

function exec(command: readonly string[], timeoutMs: number, target: ProbeTarget): ProbeResult {
  const [program = ''] = command;
  if (!target.run.image.image.hasShell || !isKnownProgram(program)) {
    return errored(
      `rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: "${program}": executable file not found in $PATH`,
    );
  }
  const result = executeNow(command, target.world(), timeoutMs);
  if (!result) {
    const text = command.map((word) => JSON.stringify(word)).join(' ');
    return failure(`command timed out: ${text} timed out after ${timeoutMs / 1_000}s`);
  }
  return result.status === 0 ? success(false) : failure(result.output);
}

/** A server that speaks no gRPC says nothing a client understands until its time is up. */
function grpc(
  { port, service = '' }: Immutable<v1.GRPCAction>,
  timeoutSeconds: number,
  target: ProbeTarget,
): ProbeResult {
  const run = listener(target, port);
  const { grpcPorts = [] } = run?.image.image ?? {};
  if (!run || !grpcPorts.includes(port)) {
    const address = JSON.stringify(`${target.podIP}:${port}`);
    return failure(
      `timeout: failed to connect service ${address} within ${timeoutSeconds}s: context deadline exceeded`,
    );
  }
  if (service === '') return success(true);
  return failure(
    'error: health rpc probe failed: rpc error: code = NotFound desc = unknown service',
  );
}

/** Makes the probe. */
export function probe(spec: ProbeSpec, target: ProbeTarget): ProbeResult {
  if (spec.exec) return exec(spec.exec.command ?? [], (spec.timeoutSeconds ?? 1) * 1_000, target);
  if (spec.httpGet) return httpGet(spec.httpGet, target);
  if (spec.tcpSocket) return tcpSocket(spec.tcpSocket, target);
  if (spec.grpc) return grpc(spec.grpc, spec.timeoutSeconds ?? 1, target);
  return errored('missing probe handler');
}
