/** Signals as a shell takes them: its trap runs between two commands, or the signal does what it does. */

import { signalEffect, signalName } from '../signals.ts';
import type { ShellState } from '../state.ts';
import type { Execution } from './execution.ts';
import { Killed } from './flow.ts';
import { runTrap } from './trap.ts';

/** Sends a signal to the shell that a state belongs to; without a trap `end` ends it. */
export function receiveSignal(state: ShellState, signal: number, end: (why: Killed) => void): void {
  const name = signalName(signal) ?? 'EXIT';
  const command = name === 'KILL' || name === 'STOP' ? undefined : state.traps.get(name);
  if (command !== undefined) {
    if (command !== '') state.pendingSignals.push(name);
    return;
  }
  if (signal === 0 || signalEffect(signal) !== 'end') return;
  state.killedBy = signal;
  end(new Killed(128 + signal));
}

/** Runs the traps of signals that came while a command ran. */
export async function deliverSignals(x: Execution): Promise<void> {
  for (;;) {
    const name = x.state.pendingSignals.shift();
    if (name === undefined) return;
    await runTrap(x, name, x.state.lastStatus);
  }
}
