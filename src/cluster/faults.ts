/** What can go wrong with machines and containers, on purpose. */
import { StatusError } from '#apimachinery/status.ts';
import type { Clock } from '#kernel/clock.ts';
import type { FaultRecord, Faults, FaultVerb } from './cluster.ts';

/** A machine with a power switch, and what else somebody can do to it. */
export interface Machine {
  /** Starts its kubelet, as after a boot: no containers, no images. */
  start(): void;
  /** Cuts the power: nothing is said to anybody. */
  stop(): void;
  setPressure(scarce: 'memory' | 'disk', isShort: boolean): void;
  setPullSlowness(factor: number): void;
  setMuted(isMuted: boolean): void;
  crash(podUid: string, container: string, exitCode: number): boolean;
}

/** Where a pod is, by its namespace and name; undefined when there is no such pod. */
export type FindPod = (
  namespace: string,
  name: string,
) => { readonly uid: string; readonly node: string } | undefined;

const unknownMachine = (name: string): StatusError =>
  new StatusError(404, 'NotFound', `no machine is called "${name}"`);

/** The faults of `machines`, by the node's name. */
export function createFaults(
  machines: ReadonlyMap<string, Machine>,
  clock: Clock,
  findPod: FindPod,
): Faults {
  const down = new Set<string>();
  const records: FaultRecord[] = [];
  const find = (name: string): Machine => {
    const machine = machines.get(name);
    if (machine) return machine;
    throw unknownMachine(name);
  };
  const record = (node: string, verb: FaultVerb, detail?: string): void => {
    records.push({ timeMs: clock.now(), verb, node, ...(detail ? { detail } : {}) });
  };
  const press = (node: string, scarce: 'memory' | 'disk', isShort: boolean): void => {
    const machine = find(node);
    record(node, `${scarce}-${isShort ? 'pressure' : 'relief'}`);
    machine.setPressure(scarce, isShort);
  };
  return {
    records,
    isDown: (name) => down.has(name),
    failNode: (name) => {
      const machine = find(name);
      if (down.has(name)) return;
      down.add(name);
      record(name, 'failed');
      machine.stop();
    },
    recoverNode: (name) => {
      const machine = find(name);
      if (!down.delete(name)) return;
      record(name, 'recovered');
      machine.start();
    },
    memoryPressure: (node, isShort) => press(node, 'memory', isShort),
    diskPressure: (node, isShort) => press(node, 'disk', isShort),
    slowPulls: (node, factor) => {
      const machine = find(node);
      record(node, 'slow-pulls', String(factor));
      machine.setPullSlowness(factor);
    },
    mute: (node, isMuted) => {
      const machine = find(node);
      record(node, isMuted ? 'muted' : 'unmuted');
      machine.setMuted(isMuted);
    },
    crash: (namespace, name, container, exitCode = 1) => {
      const pod = findPod(namespace, name);
      const ended = pod && machines.get(pod.node)?.crash(pod.uid, container, exitCode);
      if (!pod || !ended) {
        const why = `container "${container}" of pod "${namespace}/${name}" does not run`;
        throw new StatusError(404, 'NotFound', why);
      }
      record(pod.node, 'crashed', `${namespace}/${name}/${container}`);
    },
  };
}
