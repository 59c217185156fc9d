/** Commands set with `trap`. */
import type { Execution } from './execution.ts';

/** A trap of these doesn't set itself off. */
const again: ReadonlySet<string> = new Set(['DEBUG', 'ERR', 'RETURN']);

/** Runs the trap of a name once; gives the status it was told, which a trap doesn't change. */
export async function runTrap(x: Execution, name: string, status: number): Promise<number> {
  const command = x.state.traps.get(name);
  if (command === undefined || command === '') return status;
  if (name === 'EXIT') x.state.traps.delete(name);
  x.state.lastStatus = status;
  const { position } = x.state;
  if (again.has(name)) x.state.traps.delete(name);
  try {
    await x.host.machine.runText(command, { ...x, firstLine: x.state.line });
  } finally {
    if (again.has(name) && !x.state.traps.has(name)) x.state.traps.set(name, command);
  }
  x.state.position = position;
  x.state.lastStatus = status;
  return status;
}
