/** `break`, `continue`. */
import { complain, type Execution } from '../execute/execution.ts';
import { LoopJump } from '../execute/flow.ts';
import type { Builtin } from './builtin.ts';

async function jump(
  kind: 'break' | 'continue',
  word: string | undefined,
  x: Execution,
): Promise<number> {
  if (x.state.loopDepth === 0) {
    await complain(x, `${kind}: only meaningful in a \`for', \`while', or \`until' loop`);
    return 0;
  }
  const levels = Number(word ?? '1');
  if (!Number.isInteger(levels) || levels < 1) {
    await complain(
      x,
      `${kind}: ${word ?? ''}: ${/^-?\d+$/.test(word ?? '') ? 'loop count out of range' : 'numeric argument required'}`,
    );
    throw new LoopJump('break', 1);
  }
  throw new LoopJump(kind, levels);
}

/** Leaves a loop, or several. */
export const breakLoop: Builtin = ([word], x) => jump('break', word, x);

/** Goes to a loop's next turn. */
export const continueLoop: Builtin = ([word], x) => jump('continue', word, x);
