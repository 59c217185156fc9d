/** `for`, `while`, `until`, `select`, `for ((…))`. */
import type { ArithmeticFor, CompoundList, For, Select, While } from 'unbash';
import { arithmetic } from '../expand/parameter-value.ts';
import { expandWords } from '../expand/word.ts';
import { arithmeticText } from '../expand/word-text.ts';
import { asInput } from '../streams/input.ts';
import { isName } from '../variables.ts';
import { complain, type Execution, stderr, stdin } from './execution.ts';
import { LoopJump } from './flow.ts';
import { trace } from './trace.ts';

/** Runs a body once; says whether the loop goes on. */
async function iterate(body: CompoundList, x: Execution): Promise<'again' | 'stop'> {
  await x.host.tick(x);
  try {
    await x.host.machine.runBody(body, x);
  } catch (error) {
    if (!(error instanceof LoopJump)) throw error;
    error.levels -= 1;
    x.state.lastStatus = 0;
    if (error.levels > 0 && x.state.loopDepth > 1) throw error;
    return error.kind === 'break' ? 'stop' : 'again';
  }
  return 'again';
}

async function looping(x: Execution, run: () => Promise<void>): Promise<number> {
  x.state.loopDepth += 1;
  x.state.lastStatus = 0;
  try {
    await run();
  } finally {
    x.state.loopDepth -= 1;
  }
  return x.state.lastStatus;
}

/** `for x in …; do …; done`; without `in`, over the arguments. */
export async function runFor(node: For, x: Execution): Promise<number> {
  if (!isName(node.name.text)) {
    await complain(x, `\`${node.name.text}': not a valid identifier`);
    return 1;
  }
  const values =
    node.wordlist === undefined ? x.state.positional : await expandWords(node.wordlist, x);
  return looping(x, async () => {
    const words = node.wordlist?.map((word) => word.text).join(' ') ?? '"$@"';
    for (const value of values) {
      await trace(`for ${node.name.text} in ${words}`, x);
      x.state.variables.set(node.name.text, value);
      if ((await iterate(node.body, x)) === 'stop') break;
    }
  });
}

/** `while` and `until`. */
export function runWhile(node: While, x: Execution): Promise<number> {
  const wanted = node.kind === 'while';
  const tested: Execution = { ...x, tested: true };
  return looping(x, async () => {
    let status = 0;
    for (;;) {
      await x.host.tick(x);
      const goesOn = await clause(node.clause, tested);
      if (goesOn === 'stop' || (goesOn === 0) !== wanted) break;
      if ((await iterate(node.body, x)) === 'stop') {
        status = x.state.lastStatus;
        break;
      }
      status = x.state.lastStatus;
    }
    x.state.lastStatus = status;
  });
}

/** The condition of a loop may itself break. */
async function clause(list: CompoundList, x: Execution): Promise<number | 'stop'> {
  try {
    return await x.host.machine.runBody(list, x);
  } catch (error) {
    if (!(error instanceof LoopJump)) throw error;
    error.levels -= 1;
    if (error.levels > 0 && x.state.loopDepth > 1) throw error;
    return error.kind === 'break' ? 'stop' : 1;
  }
}

/** `for ((i = 0; i < 3; i++))`. */
export async function runArithmeticFor(node: ArithmeticFor, x: Execution): Promise<number> {
  const head = x.source.slice(node.pos, node.body.pos);
  const open = head.indexOf('((') + 2;
  const parts = head
    .slice(open, head.indexOf('))', open) < 0 ? undefined : head.lastIndexOf('))'))
    .split(';');
  const [first = '', test = '', update = ''] = parts;
  const value = async (text: string) => {
    const expression = await arithmeticText(text, x);
    if (text.trim() !== '') await trace(`(( ${expression.trim()} ))`, x);
    return arithmetic(expression, x);
  };
  await value(first);
  return looping(x, async () => {
    while (test.trim() === '' || (await value(test)) !== 0n) {
      if ((await iterate(node.body, x)) === 'stop') break;
      await value(update);
    }
  });
}

/** `select x in a b; do …; done`: a numbered menu. */
export async function runSelect(node: Select, x: Execution): Promise<number> {
  const values =
    node.wordlist === undefined ? x.state.positional : await expandWords(node.wordlist, x);
  const menu = values.map((value, at) => `${at + 1}) ${value}\n`).join('');
  const input = asInput(stdin(x));
  return looping(x, async () => {
    let shown = false;
    for (;;) {
      if (!shown) await stderr(x).write(menu);
      shown = true;
      await stderr(x).write(x.state.variables.text('PS3') ?? '#? ');
      const line = await input.readLine();
      if (line === undefined) {
        await stderr(x).write('\n');
        x.state.lastStatus = 1;
        break;
      }
      const reply = line.trim();
      x.state.variables.set('REPLY', reply);
      if (reply === '') {
        shown = false;
        continue;
      }
      x.state.variables.set(node.name.text, values[Number(reply) - 1] ?? '');
      if ((await iterate(node.body, x)) === 'stop') break;
    }
  });
}
