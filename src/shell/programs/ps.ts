/** `ps`. */
import type { Program } from '../program.ts';

/** There is one process to see: this tab's shell. */
export const ps: Program = async (context) => {
  await context.stdout.write('    PID TTY          TIME CMD\n    100 pts/0    00:00:00 bash\n');
  return 0;
};
