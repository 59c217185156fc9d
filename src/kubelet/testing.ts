/** For tests that read as sessions: a pod's rows as `kubectl get pods -w` would show them, with their times. */
import type { StoreEvent } from '#apimachinery/api.ts';
import type { Draft } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { ContainerStatus } from './container.ts';
import { statusOf } from './status.ts';

/** A pod of the namespace default. */
export const podOf = (
  name: string,
  spec: object,
  labels: Record<string, string> = {},
): Draft<Pod> =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', labels },
    spec,
  }) as unknown as Draft<Pod>;

/** A pod of one busybox container that runs a script. */
export const scriptPod = (name: string, script: string, more: object = {}): Draft<Pod> =>
  podOf(name, {
    containers: [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', script] }],
    ...more,
  });

const stateOf = ({ state }: ContainerStatus): string => {
  if (state?.waiting) return state.waiting.reason ?? 'Waiting';
  if (state?.terminated) return `${state.terminated.reason}(${state.terminated.exitCode})`;
  return state?.running ? 'Running' : '';
};

/** "Running 0/1 Error(1) restarts=1": phase, readiness, containers' states. */
export function printPod(pod: Pod): string {
  const { phase, containerStatuses = [], initContainerStatuses = [] } = statusOf(pod);
  const ready = containerStatuses.filter((status) => status.ready).length;
  const restarts = containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const init = initContainerStatuses.map((status) => `init:${stateOf(status)}`);
  const states = [...init, ...containerStatuses.map(stateOf)].join(' ');
  const end = pod.metadata.deletionTimestamp ? ' deleted' : '';
  const count = restarts > 0 ? ` restarts=${restarts}` : '';
  const row = `${phase} ${ready}/${pod.spec.containers.length} ${states}${count}${end}`;
  return row.replace(/ +/g, ' ').trim();
}

/** What changes of a pod from now on: `[seconds since now, row]`; the same row twice is told once. */
export function watchPod(
  api: { subscribe(listener: (event: StoreEvent) => void): () => void },
  startMs: number,
  name: string,
): (readonly [seconds: number, row: string])[] {
  const rows: (readonly [number, string])[] = [];
  api.subscribe(({ kind, object, type, timeMs }) => {
    if (kind.kind !== 'Pod' || object.metadata.name !== name) return;
    const row = type === 'DELETED' ? 'gone' : printPod(object as Pod);
    if (rows.at(-1)?.[1] !== row) rows.push([(timeMs - startMs) / 1_000, row]);
  });
  return rows;
}
