/** A shell for tests: a home with files, a virtual clock, and outputs as text. */

import { createFileSystem, homeFolder } from './memory-files.ts';
import type { Edit, Program, ShellClock } from './program.ts';
import { createShell, type Shell } from './shell.ts';
import { textInput } from './streams/input.ts';
import { functionOutput } from './streams/output.ts';
import { createTestClock } from './test-clock.ts';

/** A session that gives what each line printed. */
export interface TestShell {
  readonly shell: Shell;
  readonly clock: ShellClock;
  /** Runs a line; standard output and errors as they came. */
  run(
    line: string,
    options?: { stdin?: string; signal?: AbortSignal },
  ): Promise<{ output: string; exit: number }>;
}

/** Makes one; `files` lie in the home. */
export function createTestShell(
  options: {
    files?: Readonly<Record<string, string>>;
    programs?: Readonly<Record<string, Program>>;
    edit?: Edit;
    frozen?: boolean;
  } = {},
): TestShell {
  const clock = createTestClock(options.frozen);
  const files = createFileSystem(clock, options.files ?? {});
  const shell = createShell({
    files,
    clock,
    programs: options.programs ?? {},
    home: homeFolder,
    edit: options.edit,
  });
  return {
    shell,
    clock,
    run: async (line, { stdin = '', signal } = {}) => {
      let output = '';
      const writer = functionOutput((text) => {
        output += text;
      });
      const exit = await shell.run(
        line,
        { stdin: textInput(stdin), stdout: writer, stderr: writer },
        signal,
      );
      return { output, exit };
    },
  };
}
