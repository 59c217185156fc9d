/** Pipelines: every stage at once, joined by bounded pipes. */
import type { CommandNode, Pipeline } from 'unbash';
import { createPipe, type Pipe } from '../streams/pipe.ts';
import { type Descriptors, type Execution, stderr } from './execution.ts';
import { inSubshell } from './subshell.ts';

/** Runs `! time a | b |& c`. */
export async function runPipeline(node: Pipeline, x: Execution): Promise<number> {
  const timed = node.prefixes.some((prefix) => prefix.type === 'Time');
  const negations = node.prefixes.filter((prefix) => prefix.type === 'Negation').length;
  const began = x.host.clock.now();
  const inner: Execution = negations > 0 ? { ...x, tested: true } : x;
  const [only] = node.commands;
  let status = 0;
  if (node.commands.length > 1) status = await runStages(node, inner);
  else if (only !== undefined) status = await inner.host.machine.runCommand(only, inner);
  if (timed) await stderr(x).write(timeReport(x.host.clock.now() - began));
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

/** 1500 ⇒ "real 0m1.500s" as bash lays it out. Nothing here costs processor time. */
function timeReport(elapsedMs: number): string {
  const minutes = Math.floor(elapsedMs / 60_000);
  const seconds = ((elapsedMs % 60_000) / 1000).toFixed(3);
  return `\nreal\t${minutes}m${seconds}s\nuser\t0m0.000s\nsys\t0m0.000s\n`;
}
