/** `exec -it … sh`: a prompt, a line, its command, again; Ctrl-C ends the command, Ctrl-D the shell. */
import { parse } from 'unbash';
import { readLine } from './input.ts';
import { ExitSignal, type Run, type World } from './world.ts';

const INTERRUPTED = 130;

/** "# " of dash, "/ # " of busybox, "root@web:/# " of bash. */
function promptOf(shell: string, world: World): string {
  const folder = world.env.get('PWD') ?? '/';
  if (shell.endsWith('bash')) return `root@${world.hostname}:${folder}# `;
  return world.has?.('bash') === false ? `${folder} # ` : '# ';
}

/** A command that Ctrl-C may end. */
export function* interruptible(run: Run, world: World): Run {
  for (;;) {
    const step = run.next();
    if (step.done) return world.input?.takeInterrupt() ? INTERRUPTED : step.value;
    yield step.value;
    if (!world.input?.takeInterrupt()) continue;
    run.return(INTERRUPTED);
    return INTERRUPTED;
  }
}

/** Lines until they make a whole command: `if`, quotes and here-documents go over several. */
function* readCommand(prompt: string, world: World): Generator<number, string | undefined, void> {
  const { input } = world;
  if (!input) return undefined;
  const ask = (text: string): void => {
    if (world.isTerminal) world.print(text);
  };
  let source = '';
  ask(prompt);
  for (;;) {
    const line = yield* readLine(input);
    if (input.takeInterrupt()) {
      source = '';
      ask(prompt);
      continue;
    }
    if (line === undefined) return source === '' ? undefined : source;
    source += `${line}\n`;
    if (!parse(source).errors?.length) return source;
    ask('> ');
  }
}

/** Reads and runs until the end; gives the last status. */
export function* interact(
  shell: string,
  world: World,
  runScript: (source: string, world: World) => Run,
): Run {
  let status = 0;
  for (;;) {
    const source = yield* readCommand(promptOf(shell, world), world);
    if (source === undefined) break;
    const quits = /^\s*exit(?:\s+(\d+))?\s*;?\s*$/.exec(source);
    if (quits) {
      if (world.isTerminal && shell.endsWith('bash')) world.print('exit\n');
      return quits[1] === undefined ? status : Number(quits[1]) & 255;
    }
    try {
      const inner = { ...world, input: undefined };
      const run = runScript(source, readsInput(source) ? world : inner);
      status = yield* isShellAlone(source) ? run : interruptible(run, world);
      world.env.set('?', String(status));
    } catch (error) {
      if (!(error instanceof ExitSignal)) throw error;
      return error.status;
    }
  }
  if (world.isTerminal) world.print(shell.endsWith('bash') ? 'exit\n' : '\n');
  return status;
}

/** A shell within the shell minds Ctrl-C itself. */
const isShellAlone = (source: string): boolean => /^\s*(sh|bash|ash)\s*$/.test(source);

/** Whether a command reads the terminal itself: a filter without a file, a shell in the shell. */
const readsInput = (source: string): boolean =>
  /^\s*(cat|sh|bash|ash|wc|head|tail|grep \S+|sort|read \w+)\s*$/.test(source);
