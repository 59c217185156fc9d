/** Pipelines: every stage at once, joined by bounded pipes. */
import type { CommandNode, Pipeline } from 'unbash';
import { createPipe, type Pipe } from '../streams/pipe.ts';
import { type Descriptors, type Execution, stderr } from './execution.ts';
import { inForeground } from './foreground.ts';
import { printCommand } from './print-command.ts';
import { inSubshell } from './subshell.ts';

/** Runs `! time a | b |& c`. */
export async function runPipeline(node: Pipeline, x: Execution): Promise<number> {
  const timed = node.prefixes.some((prefix) => prefix.type === 'Time');
  const negations = node.prefixes.filter((prefix) => prefix.type === 'Negation').length;
  const began = x.host.clock.now();
  const inner: Execution = negations > 0 ? { ...x, tested: true } : x;
  const [only] = node.commands;
  let status = 0;
  if (node.commands.length > 1)
    status = await inForeground(
      inner,
      () => printCommand(node, x.source),
      (job) => runStages(node, job),
    );
  else if (only !== undefined) status = await inner.host.machine.runCommand(only, inner);
  if (timed) {
    const posix = node.prefixes.some(
      (prefix) => prefix.type === 'Time' && prefix.posix !== undefined,
    );
    const format = posix ? posixFormat : (x.state.variables.text('TIMEFORMAT') ?? usualFormat);
    await stderr(x).write(timeReport(format, x.host.clock.now() - began));
  }
  return negations % 2 === 1 ? Number(status === 0) : status;
}

async function runStages(node: Pipeline, x: Execution): Promise<number> {
  const pipes = node.operators.map(() => createPipe());
  const statuses = await Promise.all(
    node.commands.map((command, at) =>
      runStage(command, x, pipes[at - 1], pipes[at], node.operators[at] === '|&'),
    ),
  );
  x.state.pipeStatus = statuses;
  const failed = statuses.filter((status) => status !== 0).at(-1) ?? 0;
  return x.state.options.has('pipefail') ? failed : (statuses.at(-1) ?? 0);
}

async function runStage(
  command: CommandNode,
  x: Execution,
  before: Pipe | undefined,
  after: Pipe | undefined,
  withErrors: boolean,
): Promise<number> {
  const io: Descriptors = new Map(x.io);
  if (before !== undefined) io.set(0, { reader: before.reader });
  if (after !== undefined) {
    io.set(1, { writer: after.writer });
    if (withErrors) io.set(2, { writer: after.writer });
  }
  try {
    return await inSubshell(x, { io }, (inner) => inner.host.machine.runCommand(command, inner));
  } finally {
    before?.closeReader();
    after?.closeWriter();
  }
}

const usualFormat = '\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS';
const posixFormat = 'real %2R\nuser %2U\nsys %2S';

/** ("%3lR", 1500) ⇒ "0m1.500s\n". Nothing here costs processor time. */
function timeReport(format: string, elapsedMs: number): string {
  if (format === '') return '';
  const text = format.replace(
    /%(?:%|P|([0-9]?)(l?)([RUS]))/g,
    (all, places: string | undefined, long: string | undefined, letter: string | undefined) => {
      if (letter === undefined) return all === '%%' ? '%' : '0.00';
      const ms = letter === 'R' ? elapsedMs : 0;
      const digits = places === undefined || places === '' ? 3 : Math.min(3, Number(places));
      const cut = Math.floor(ms / 10 ** (3 - digits)) / 10 ** digits;
      if (long === '') return cut.toFixed(digits);
      const minutes = Math.floor(cut / 60);
      return `${minutes}m${(cut - minutes * 60).toFixed(digits)}s`;
    },
  );
  return `${text}\n`;
}
