/** Whether a command can be run at all, asked by programs that run others. */
import { quoteAlways } from '../expand/quote.ts';
import type { ProgramContext } from '../program.ts';
import { nullOutput } from '../streams/output.ts';

/** True for builtins, programs and files that may be run. */
export async function canRun(context: ProgramContext, name: string): Promise<boolean> {
  if (name.includes('/')) return true;
  return (await context.run(`command -v ${quoteAlways(name)}`, { stdout: nullOutput })) === 0;
}
