/** Runs command lines without a terminal: for recordings, exercises and tests. */
import type { FileSystem } from '#shell/file-system.ts';
import type { Program, Writer } from '#shell/program.ts';
import { createShell } from '#shell/shell.ts';
import type { Driver } from './drive.ts';

/** What a line printed (standard output and error as they came) and its exit status. */
export interface RunResult {
  readonly output: string;
  readonly exit: number;
}

export interface Runner {
  /** Runs a line; time passes as it waits. State of the shell is kept between lines. */
  run(line: string): Promise<RunResult>;
}

const noInput = { read: async () => undefined, readAll: async () => '' };

/** A shell over these files and programs, driven by virtual time. */
export function createRunner(parts: {
  readonly files: FileSystem;
  readonly programs: Readonly<Record<string, Program>>;
  readonly driver: Driver;
}): Runner {
  const { files, programs, driver } = parts;
  const shell = createShell({ files, clock: driver.programs, programs });
  return {
    run: async (line) => {
      let output = '';
      const writer: Writer = {
        isTerminal: false,
        write: async (text) => {
          output += text;
        },
      };
      const io = { stdin: noInput, stdout: writer, stderr: writer };
      const exit = await driver.runToEnd(shell.run(line, io));
      return { output, exit };
    },
  };
}
