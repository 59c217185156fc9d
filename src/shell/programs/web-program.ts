/** Runs the network programs on the learner's machine: their steps over its network, files and clock. */

import type { WebRequest } from '#web/exchange.ts';
import {
  type Asked,
  type Patience,
  type Reply,
  type WebHost,
  type WebProgram,
  within,
} from '#web/program.ts';
import { FileError } from '../file-system.ts';
import type { Exchange, ListenerResponse } from '../network.ts';
import { resolvePath } from '../path.ts';
import type { Program, ProgramContext } from '../program.ts';
import { abortable, follow } from '../streams/abortable.ts';

/** What was printed and not yet written, in its order. */
type Printed = [stream: 'stdout' | 'stderr', text: string][];

const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$/.test(name);

function hostOf(context: ProgramContext, printed: Printed): WebHost {
  const { files, cwd, stdout, stderr, network, clock, args } = context;
  const full = (path: string): string => resolvePath(cwd, path);
  return {
    args,
    print: (text) => printed.push(['stdout', text]),
    printError: (text) => printed.push(['stderr', text]),
    readFile: (path) =>
      files.stat(full(path))?.kind === 'file' ? files.read(full(path)) : undefined,
    exists: (path) => files.stat(full(path)) !== undefined,
    saveFile: (path, text) => {
      try {
        files.write(full(path), text);
        return undefined;
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        return error.message;
      }
    },
    now: clock.now,
    resolve: (name) => (isAddress(name) ? [name] : network.resolve(name)),
    stdoutIsTerminal: stdout.isTerminal,
    stderrIsTerminal: stderr.isTerminal,
  };
}

async function flush({ stdout, stderr }: ProgramContext, printed: Printed): Promise<void> {
  for (const [stream, text] of printed.splice(0)) {
    await (stream === 'stdout' ? stdout : stderr).write(text);
  }
}

/** Lets pass what an exchange takes; a listener that never answers is left when patience ends. */
export async function askAndWait(
  { network, clock, signal }: Pick<ProgramContext, 'network' | 'clock' | 'signal'>,
  request: WebRequest,
  patience: Patience,
): Promise<Asked> {
  const { controller, release } = follow(signal);
  const startMs = clock.now();
  try {
    const asked = network.ask(request, controller.signal);
    const exchange = asked instanceof Promise ? await inTime(asked, patience) : asked;
    const reply = exchange ? within(exchange, patience) : lateAt(request, patience);
    const leftMs = reply.tookMs - (clock.now() - startMs);
    if (leftMs > 0) await clock.sleep(leftMs, signal);
    return reply;
  } finally {
    if (!signal.aborted) release();
  }

  async function inTime(asked: Promise<Exchange>, limit: Patience): Promise<Exchange | undefined> {
    const { totalMs } = limit;
    if (totalMs === undefined) return abortable(asked, signal);
    const timer = follow(signal);
    const late = clock.sleep(totalMs, timer.controller.signal).then(() => undefined);
    try {
      const first = await Promise.race([abortable(asked, signal), late]);
      if (first === undefined) controller.abort(new Error('its client has gone'));
      return first;
    } finally {
      late.catch(() => undefined);
      timer.controller.abort(new Error('answered'));
      timer.release();
    }
  }
}

const lateAt = ({ url }: WebRequest, { totalMs = 0 }: Patience): Asked => ({
  kind: 'late',
  ip: url.hostname,
  port: Number(url.port),
  tookMs: totalMs,
  isConnected: true,
});

/** A network program as one of the shell's. */
export const webProgram =
  (program: WebProgram): Program =>
  async (context) => {
    const printed: Printed = [];
    const run = program(hostOf(context, printed));
    let response: ListenerResponse | undefined;
    let reply: Reply;
    for (;;) {
      const { done, value } = run.next(reply);
      await flush(context, printed);
      if (done) return value;
      reply = undefined;
      if (value.do === 'wait') await context.clock.sleep(value.ms, context.signal);
      else if (value.do === 'input') reply = await context.stdin.readAll();
      else if (value.do === 'more') {
        reply = response?.more && (await abortable(response.more(), context.signal));
      } else {
        reply = await askAndWait(context, value.request, value.patience);
        response = reply.kind === 'response' ? reply.response : undefined;
      }
    }
  };
