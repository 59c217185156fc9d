/** Lists: `a; b`, `a && b || c`, `a &`. */
import type { AndOr, CompoundList, PipelineNode, Statement } from 'unbash';
import { Gate } from '../gate.ts';
import { textInput } from '../streams/input.ts';
import { runCommand } from './command.ts';
import { deliverSignals } from './deliver.ts';
import { type Execution, stderr } from './execution.ts';
import { ExitJump } from './flow.ts';
import { passing, register } from './foreground.ts';
import { runPipeline } from './pipeline.ts';
import { printCommand } from './print-command.ts';
import { inSubshell } from './subshell.ts';
import { runTrap } from './trap.ts';

/** Runs statements in order; gives the last status. */
export async function runStatements(
  statements: readonly Statement[],
  x: Execution,
): Promise<number> {
  for (const statement of statements) {
    await x.host.tick(x);
    if (statement.background === true) await runInBackground(statement, x);
    else x.state.lastStatus = await runList(statement.command, x);
    if (x.state.pendingSignals.length > 0) await deliverSignals(x);
  }
  return x.state.lastStatus;
}

/** The body of a loop, branch or group. */
export function runBody(list: CompoundList, x: Execution): Promise<number> {
  if (list.commands.length === 0) x.state.lastStatus = 0;
  return runStatements(list.commands, x);
}

async function runList(node: PipelineNode | AndOr, x: Execution): Promise<number> {
  if (node.type !== 'AndOr') return runChecked(node, x);
  let status = 0;
  for (const [at, command] of node.commands.entries()) {
    const operator = node.operators[at - 1];
    if (operator === '&&' && status !== 0) continue;
    if (operator === '||' && status === 0) continue;
    const last = at === node.commands.length - 1;
    status = last ? await runChecked(command, x) : await runNode(command, { ...x, tested: true });
    x.state.lastStatus = status;
  }
  return status;
}

function runNode(node: PipelineNode, x: Execution): Promise<number> {
  return node.type === 'Pipeline' ? runPipeline(node, x) : runCommand(node, x);
}

/** Runs a command whose failure `set -e` and `trap … ERR` look at. */
async function runChecked(node: PipelineNode, x: Execution): Promise<number> {
  const status = await runNode(node, x);
  if (status === 0 || x.tested === true || !countsAsFailure(node)) return status;
  x.state.lastStatus = status;
  await runTrap(x, 'ERR', status);
  if (x.state.options.has('errexit')) throw new ExitJump(status);
  return status;
}

function countsAsFailure(node: PipelineNode): boolean {
  if (node.type === 'Pipeline') return !node.prefixes.some((prefix) => prefix.type === 'Negation');
  const own = node.type === 'Redirected' ? node.command : node;
  return ['Command', 'Subshell', 'TestCommand', 'ArithmeticCommand'].includes(own.type);
}

/** `command &`: a job of its own, with no input and its own signal. */
async function runInBackground(statement: Statement, x: Execution): Promise<void> {
  const controller = new AbortController();
  const gate = new Gate();
  const { host, state } = x;
  const pid = host.nextPid();
  const io = new Map(x.io);
  if (io.get(0) === undefined || state.interactive) io.set(0, { reader: textInput('') });
  const done = inSubshell(x, { io, signal: controller.signal, gate }, async (inner) => {
    inner.state.ownPid = pid;
    await host.clock.yield();
    return runList(statement.command, inner);
  });
  const command = printCommand(statement.command, x.source);
  const job = state.jobs.start({ pid, command, controller, gate, done: passing(gate, done) });
  register(job, x);
  state.lastBackground = pid;
  state.lastStatus = 0;
  if (host.announcesJobs() && !state.isSubshell) {
    await stderr(x).write(`[${job.number}] ${pid}\n`);
  }
}
