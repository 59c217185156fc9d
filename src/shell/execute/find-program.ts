/** Programs by name. */
import type { Program } from '../program.ts';
import type { Execution } from './execution.ts';

/** A program by its bare name, unless PATH is empty. */
export function findProgram(name: string, x: Execution): Program | undefined {
  return Object.hasOwn(x.host.programs, name) ? x.host.programs[name] : undefined;
}
