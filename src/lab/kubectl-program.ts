/** kubectl as a program of the lab's shell, and its Tab completion. */
import type { Transport } from '#client/rest.ts';
import type { KubectlFiles, KubectlHost } from '#kubectl/host.ts';
import { currentContext, readKubeconfig } from '#kubectl/kubeconfig.ts';
import { kubectl } from '#kubectl/kubectl.ts';
import { load } from '#kubectl/load.ts';
import { homeFolder } from '#shell/memory-files.ts';
import type { Program, ShellClock } from '#shell/program.ts';
import type { ArgumentCompleter } from '#shell/terminal/completion.ts';

/**
 * `ran` is told of every kubectl line, before it runs: what the grader's `ran("…")` looks through. `server` is
 * the address the transport leads to, when it isn't the lab's.
 */
export const kubectlProgram =
  (transport: Transport, ran: (line: string) => void, server?: string): Program =>
  (context) => {
    ran(['kubectl', ...context.args].join(' '));
    return kubectl({ ...context, transport, ...(server ? { server } : {}) });
  };

const nowhere = { isTerminal: false, write: async () => undefined };
const nothing = { read: async () => undefined, readAll: async () => '' };

/** Where kubectl runs without being a program: nobody types to it or reads what it prints. */
export function quietHost(
  transport: Transport,
  files: KubectlFiles,
  clock: ShellClock,
): KubectlHost {
  return {
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
}

/** The namespace kubectl uses when none is named. */
export function currentNamespace(host: KubectlHost): string {
  try {
    return currentContext(readKubeconfig(host, ''), '').namespace ?? 'default';
  } catch {
    // A kubeconfig the learner broke: kubectl says so when it is asked for something.
    return 'default';
  }
}

/** Completes kubectl's arguments from the live cluster; leaves every other program to files. */
export function kubectlCompleter(host: KubectlHost): ArgumentCompleter {
  return async ([program, ...words], current) => {
    if (program !== 'kubectl') return undefined;
    const { complete } = await load(host, () => import('#kubectl/completion.ts'));
    return complete(host, [...words, current]);
  };
}
