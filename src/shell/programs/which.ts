/** `which`. */

import { quoteAlways } from '../expand/quote.ts';
import type { Program } from '../program.ts';
import { TextOutput } from '../streams/output.ts';

/** Where programs live. */
export const which: Program = async (context) => {
  let status = 0;
  for (const name of context.args.filter((arg) => arg !== '-a')) {
    const output = new TextOutput();
    await context.run(`type -P ${quoteAlways(name)}`, { stdout: output });
    if (output.text === '') status = 1;
    else await context.stdout.write(output.text);
  }
  return status;
};
