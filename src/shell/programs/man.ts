/** `man`. */
import type { Program } from '../program.ts';

/** There are no manual pages; says where help is. */
export const man: Program = async (context) => {
  const [name] = context.args;
  if (name === undefined) {
    await context.stderr.write("What manual page do you want?\nFor example, try 'man man'.\n");
    return 1;
  }
  await context.stderr.write(
    `No manual entry for ${name}\nThis shell carries no manual pages: \`help' lists what there is, \`kubectl --help' explains kubectl.\n`,
  );
  return 16;
};
