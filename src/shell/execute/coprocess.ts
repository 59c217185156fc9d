/** `coproc NAME { … }`: a job whose input and output the shell holds. */
import type { Coproc } from 'unbash';
import { Gate } from '../gate.ts';
import { createPipe } from '../streams/pipe.ts';
import { type Descriptors, type Execution, stderr } from './execution.ts';
import { passing, register } from './foreground.ts';
import { printCommand } from './print-command.ts';
import { inSubshell } from './subshell.ts';

/** Starts it: `${NAME[0]}` reads what it writes, `${NAME[1]}` writes what it reads. */
export async function runCoprocess(node: Coproc, x: Execution): Promise<number> {
  const { host, state } = x;
  const toIt = createPipe();
  const fromIt = createPipe();
  const controller = new AbortController();
  const gate = new Gate();
  const pid = host.nextPid();
  const io: Descriptors = new Map(x.io);
  io.set(0, { reader: toIt.reader }).set(1, { writer: fromIt.writer });
  const done = inSubshell(x, { io, signal: controller.signal, gate }, async (inner) => {
    await host.clock.yield();
    const { body } = node;
    return body.type === 'CompoundList'
      ? inner.host.machine.runBody(body, inner)
      : inner.host.machine.runCommand(body, inner);
  }).finally(() => {
    fromIt.closeWriter();
    toIt.closeReader();
  });
  const reads = freeDescriptor(x, 63);
  x.io.set(reads, { reader: fromIt.reader });
  const writes = freeDescriptor(x, reads - 1);
  x.io.set(writes, { writer: toIt.writer, close: () => toIt.closeWriter() });
  const name = node.name?.text ?? 'COPROC';
  const variable = state.variables.ensure(name);
  variable.value = undefined;
  variable.items = new Map([
    [0, String(reads)],
    [1, String(writes)],
  ]);
  state.variables.set(`${name}_PID`, String(pid));
  const command = printCommand(node, x.source);
  const job = state.jobs.start({ pid, command, controller, gate, done: passing(gate, done) });
  register(job, x);
  state.lastBackground = pid;
  if (host.announcesJobs() && !state.isSubshell) {
    await stderr(x).write(`[${job.number}] ${pid}\n`);
  }
  return 0;
}

function freeDescriptor(x: Execution, from: number): number {
  let free = from;
  while (x.io.has(free)) free -= 1;
  return free;
}
