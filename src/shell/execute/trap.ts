/** Commands set with `trap`. */
import type { Execution } from './execution.ts';

/** Runs the trap of a name once; gives the status it was told, which a trap doesn't change. */
export async function runTrap(x: Execution, name: string, status: number): Promise<number> {
  const command = x.state.traps.get(name);
  if (command === undefined || command === '') return status;
  if (name === 'EXIT') x.state.traps.delete(name);
  x.state.lastStatus = status;
  await x.host.machine.runText(command, x);
  return status;
}
