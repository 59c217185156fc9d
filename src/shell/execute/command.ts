/** One command of any form: simple, redirected, or compound. */
import type { CommandNode, CompoundCommand, CompoundList } from 'unbash';
import { arithmetic } from '../expand/parameter-value.ts';
import { arithmeticText } from '../expand/word-text.ts';
import { runCase } from './case.ts';
import { complain, type Execution } from './execution.ts';
import { ExpansionError } from './flow.ts';
import { runArithmeticFor, runFor, runSelect, runWhile } from './loops.ts';
import { withRedirections } from './redirect.ts';
import { runSimple } from './simple.ts';
import { inSubshell } from './subshell.ts';
import { runTest } from './test-command.ts';

/** Runs a command in this shell. */
export async function runCommand(node: CommandNode, x: Execution): Promise<number> {
  x.state.position = { source: x.source, offset: node.pos };
  switch (node.type) {
    case 'Command':
      return runSimple(node, x);
    case 'Function': {
      const text = x.source.slice(node.body.pos, node.body.end);
      x.state.functions.set(node.name.value, { body: node.body, source: x.source, text });
      return 0;
    }
    case 'Coproc':
      await complain(x, 'coproc: this shell has no coprocesses');
      return 1;
    case 'Redirected':
      return withRedirections(node.redirects, x, (inner) => runCompound(node.command, inner));
    default:
      return runCompound(node, x);
  }
}

/** Runs `if`, `for`, `{ … }`, `( … )` … */
export async function runCompound(
  node: CompoundCommand | CompoundList,
  x: Execution,
): Promise<number> {
  switch (node.type) {
    case 'CompoundList':
      return x.host.machine.runBody(node, x);
    case 'BraceGroup':
      return x.host.machine.runBody(node.body, x);
    case 'Subshell':
      return inSubshell(x, { io: new Map(x.io) }, (inner) =>
        inner.host.machine.runBody(node.body, inner),
      );
    case 'If':
      return runIf(node, x);
    case 'For':
      return runFor(node, x);
    case 'ArithmeticFor':
      return runArithmeticFor(node, x);
    case 'Select':
      return runSelect(node, x);
    case 'While':
      return runWhile(node, x);
    case 'Case':
      return runCase(node, x);
    case 'TestCommand':
      return runTest(node.expression, x);
    case 'ArithmeticCommand':
      return runArithmetic(node.body, x);
  }
}

async function runIf(
  node: Extract<CompoundCommand, { type: 'If' }>,
  x: Execution,
): Promise<number> {
  const tested: Execution = { ...x, tested: true };
  for (const branch of [node, ...node.elif]) {
    if ((await tested.host.machine.runBody(branch.clause, tested)) === 0)
      return x.host.machine.runBody(branch.then, x);
  }
  return node.else === undefined ? 0 : x.host.machine.runBody(node.else, x);
}

/** `(( … ))`: 0 when the value isn't 0. */
async function runArithmetic(body: string, x: Execution): Promise<number> {
  try {
    return arithmetic(await arithmeticText(body, x), x) === 0n ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error;
    await complain(x, `((: ${error.message}`);
    return 1;
  }
}
