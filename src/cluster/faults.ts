/** What can go wrong with machines, on purpose. */
import { StatusError } from '#apimachinery/status.ts';
import type { Clock } from '#kernel/clock.ts';
import type { FaultRecord, Faults } from './cluster.ts';

/** A machine with a power switch. */
export interface Machine {
  /** Starts its kubelet, as after a boot: no containers, no images. */
  start(): void;
  /** Cuts the power: nothing is said to anybody. */
  stop(): void;
}

/** The power switches of `machines`, by the node's name. */
export function createFaults(machines: ReadonlyMap<string, Machine>, clock: Clock): Faults {
  const down = new Set<string>();
  const records: FaultRecord[] = [];
  const find = (name: string): Machine => {
    const machine = machines.get(name);
    if (machine) return machine;
    throw new StatusError(404, 'NotFound', `no machine is called "${name}"`);
  };
  return {
    records,
    isDown: (name) => down.has(name),
    failNode: (name) => {
      const machine = find(name);
      if (down.has(name)) return;
      down.add(name);
      records.push({ timeMs: clock.now(), verb: 'failed', node: name });
      machine.stop();
    },
    recoverNode: (name) => {
      const machine = find(name);
      if (!down.delete(name)) return;
      records.push({ timeMs: clock.now(), verb: 'recovered', node: name });
      machine.start();
    },
  };
}
