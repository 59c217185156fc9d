/** A program that is loaded when it is first run: what is big and seldom needed. */
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';

/** `awk: later(() => import('./awk/index.ts').then(({ awk }) => awk))` */
export const later =
  (load: () => Promise<Program>): Program =>
  async (context) => {
    const program = await context.clock.load(load).catch((error: Error) => {
      throw new ProgramError(`cannot be loaded: ${error.message}`, 126);
    });
    return program(context);
  };
