/** Commands inside containers: what probes, hooks and `command:` run. */
import { isShell, runArgv, toolName } from './shell.ts';
import { tools } from './tools.ts';
import { ExitSignal, type Run, runToEnd, type World } from './world.ts';

export type { Run, World } from './world.ts';

/** Whether a container with a shell could start this program at all. */
export const isKnownProgram = (name: string): boolean => isShell(name) || tools.has(toolName(name));

/** Runs an argument vector; `exit` as a program of its own ends it too. */
export function* execute(argv: readonly string[], world: World): Run {
  try {
    return yield* runArgv(argv, world);
  } catch (error) {
    if (error instanceof ExitSignal) return error.status;
    throw error;
  }
}

/** What a command run from outside (exec probe, hook) says and how it ends; undefined: it takes too long. */
export function executeNow(
  argv: readonly string[],
  world: World,
  limitMs: number,
): { readonly status: number; readonly output: string } | undefined {
  let output = '';
  const add = (text: string): void => {
    output += text;
  };
  const end = runToEnd(execute(argv, { ...world, print: add, printError: add }), limitMs);
  return end && { status: end.status, output };
}
