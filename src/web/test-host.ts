/** A machine for tests of network programs: files as a map, servers as a table, outputs as text. */
import type { Exchange, WebRequest } from './exchange.ts';
import { type Reply, type WebHost, type WebProgram, within } from './program.ts';

export interface TestRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  readonly files: Readonly<Record<string, string>>;
  readonly tookMs: number;
}

/** Runs a program against servers that `answer` stands for. */
export function runWeb(
  program: WebProgram,
  args: readonly string[],
  answer: (request: WebRequest) => Exchange,
  given: Readonly<Record<string, string>> = {},
): TestRun {
  const files = new Map(Object.entries(given));
  const told = { stdout: '', stderr: '' };
  let tookMs = 0;
  const host: WebHost = {
    args,
    print: (text) => {
      told.stdout += text;
    },
    printError: (text) => {
      told.stderr += text;
    },
    readFile: (path) => files.get(path),
    exists: (path) => files.has(path),
    saveFile: (path, text) => {
      if (path.startsWith('/nodir/')) return 'No such file or directory';
      files.set(path, text);
      return undefined;
    },
    now: () => Date.UTC(2026, 0, 5, 9) + tookMs,
    resolve: (name) => (name === 'nohost.invalid' ? [] : ['127.0.0.1']),
    stdoutIsTerminal: false,
    stderrIsTerminal: false,
  };
  const run = program(host);
  let reply: Reply;
  for (;;) {
    const { done, value } = run.next(reply);
    if (done) return { ...told, status: value, files: Object.fromEntries(files), tookMs };
    reply = undefined;
    if (value.do === 'wait') tookMs += value.ms;
    else if (value.do === 'input') reply = 'typed';
    else if (value.do === 'ask') {
      reply = within(answer(value.request), value.patience);
      tookMs += reply.tookMs;
    }
  }
}
