/** Runs command lines without a terminal: for recordings, exercises and tests. */
import type { FileSystem } from '#shell/file-system.ts';
import { homeFolder } from '#shell/memory-files.ts';
import type { Network } from '#shell/network.ts';
import type { Program, ShellClock, Writer } from '#shell/program.ts';
import { createShell } from '#shell/shell.ts';
import { textInput } from '#shell/streams/input.ts';
import { functionOutput } from '#shell/streams/output.ts';
import type { Driver } from './drive.ts';

/** What a line printed (standard output and error as they came, and apart) and its exit status. */
export interface RunResult {
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

export interface Runner {
  /** Runs a line; time passes as it waits. State of the shell is kept between lines. */
  run(line: string, stdin?: string): Promise<RunResult>;
}

/** A shell over these files and programs, driven by virtual time; `clock` is what programs see of it. */
export function createRunner(parts: {
  readonly files: FileSystem;
  readonly programs: Readonly<Record<string, Program>>;
  readonly network?: Network;
  readonly driver: Driver;
  readonly clock?: ShellClock;
  readonly home?: string;
  /** How much time a line may take, ms. Default: a day. */
  readonly limitMs?: number;
}): Runner {
  const { files, programs, network, driver, limitMs } = parts;
  const { clock = driver.programs, home = homeFolder } = parts;
  const shell = createShell({ files, clock, programs, network, home });
  return {
    run: async (line, stdin = '') => {
      const told = { output: '', stdout: '', stderr: '' };
      const writer = (stream: 'stdout' | 'stderr'): Writer =>
        functionOutput((text) => {
          told.output += text;
          told[stream] += text;
        });
      const io = { stdin: textInput(stdin), stdout: writer('stdout'), stderr: writer('stderr') };
      const exit = await driver.runToEnd(shell.run(line, io), limitMs);
      return { ...told, exit };
    },
  };
}
