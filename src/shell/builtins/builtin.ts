/** What a builtin is: a command that works on the shell itself. */
import type { Execution } from '../execute/execution.ts';

/** Gives the exit status. */
export type Builtin = (args: readonly string[], x: Execution) => Promise<number> | number;
