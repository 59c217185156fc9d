/** kubectl as a program of the lab's shell, and its Tab completion. */
import type { Transport } from '#client/rest.ts';
import { complete } from '#kubectl/completion.ts';
import type { KubectlFiles, KubectlHost } from '#kubectl/host.ts';
import { kubectl } from '#kubectl/kubectl.ts';
import { homeFolder } from '#shell/memory-files.ts';
import type { Program, ShellClock } from '#shell/program.ts';
import type { ArgumentCompleter } from '#shell/terminal/completion.ts';

/** `ran` is told of every kubectl line, before it runs: what the grader's `ran("…")` looks through. */
export const kubectlProgram =
  (transport: Transport, ran: (line: string) => void): Program =>
  (context) => {
    ran(['kubectl', ...context.args].join(' '));
    return kubectl({ ...context, transport });
  };

const nowhere = { isTerminal: false, write: async () => undefined };
const nothing = { read: async () => undefined, readAll: async () => '' };

/** Completes kubectl's arguments from the live cluster; leaves every other program to files. */
export function kubectlCompleter(
  transport: Transport,
  files: KubectlFiles,
  clock: ShellClock,
): ArgumentCompleter {
  const host: KubectlHost = {
    args: [],
    env: { HOME: homeFolder },
    cwd: homeFolder,
    stdin: nothing,
    stdout: nowhere,
    stderr: nowhere,
    files,
    signal: new AbortController().signal,
    clock,
    run: async () => 1,
    transport,
  };
  return async ([program, ...words], current) => {
    if (program !== 'kubectl') return undefined;
    const found = await complete(host, [...words, current]);
    return found.length > 0 ? found : undefined;
  };
}
