/** A subshell: a copy of the state, whose exits, errors and traps end with it. */
import { BrokenPipeError } from '../program.ts';
import { ReadonlyError } from '../variables.ts';
import { complain, type Execution } from './execution.ts';
import { ExitJump, ExpansionError, LoopJump, ReturnJump, statusOfAbort } from './flow.ts';
import { runTrap } from './trap.ts';

/** Runs something in a copy of the shell; whatever happens there, a status comes out. */
export async function inSubshell(
  x: Execution,
  changes: Partial<Pick<Execution, 'io' | 'signal' | 'source' | 'gate' | 'firstLine' | 'tested'>>,
  run: (inner: Execution) => Promise<number>,
): Promise<number> {
  const inner: Execution = { ...x, ...changes, state: x.state.clone() };
  const status = await settle(inner, () => run(inner));
  inner.state.lastStatus = status;
  return settle(inner, () => runTrap(inner, 'EXIT', status));
}

/** The status of a run that may leave by any door. */
export async function settle(x: Execution, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    return statusOfError(error, x);
  }
}

/** What a shell that is left by this error ends with; errors that are ours are thrown again. */
async function statusOfError(error: unknown, x: Execution): Promise<number> {
  if (error instanceof ExitJump || error instanceof ReturnJump) return error.status;
  if (error instanceof LoopJump) return 0;
  if (error instanceof BrokenPipeError) return 141;
  if (x.signal.aborted && error === x.signal.reason) return statusOfAbort(error);
  if (error instanceof ExpansionError) {
    await complain(x, error.message);
    const text = x.state.inputLetter === 'c' && !x.state.options.has('errexit');
    if (x.state.isDash) return 2;
    return x.state.showsLines && text ? error.scriptStatus : 1;
  }
  if (error instanceof ReadonlyError) {
    await complain(x, `${error.message}: readonly variable`);
    return 1;
  }
  throw error;
}
