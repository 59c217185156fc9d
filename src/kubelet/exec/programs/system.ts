/** Programs about the container itself: who, what runs, which machine. */
import type { World } from '../world.ts';
import type { Programs, Tool } from './tool.ts';

const ps: Tool = (args, world) => {
  const isFull = args.join('').includes('f') || args.join('').includes('aux');
  const isBusybox = world.has?.('bash') === false;
  world.print(
    isBusybox || !isFull ? 'PID   USER     TIME  COMMAND\n' : 'UID          PID    PPID CMD\n',
  );
  for (const { pid, command } of world.processes?.list() ?? []) {
    world.print(
      isBusybox || !isFull
        ? `${String(pid).padStart(5)} root      0:00 ${command}\n`
        : `root     ${String(pid).padStart(7)} ${String(pid === 1 ? 0 : 1).padStart(7)} ${command}\n`,
    );
  }
  return 0;
};

const SIGNALS: Readonly<Record<string, string>> = {
  '1': 'HUP',
  '2': 'INT',
  '3': 'QUIT',
  '9': 'KILL',
  '15': 'TERM',
};

/** "-9", "-SIGKILL", "-KILL" ⇒ "KILL" */
const signalName = (option: string): string => {
  const name = option.replace(/^-s?/, '').replace(/^SIG/, '');
  return SIGNALS[name] ?? name;
};

const kill: Tool = (args, world) => {
  const option = args.find((arg) => /^-\w/.test(arg)) ?? '-TERM';
  let status = 0;
  for (const text of args.filter((arg) => !arg.startsWith('-'))) {
    if (world.processes?.signal(Number(text), signalName(option))) continue;
    world.printError(`sh: kill: (${text}) - No such process\n`);
    status = 1;
  }
  return status;
};

const uname: Tool = (args, world) => {
  const isAll = args.join('').includes('a');
  world.print(isAll ? `Linux ${world.hostname} 6.1.0 #1 SMP x86_64 GNU/Linux\n` : 'Linux\n');
  return 0;
};

const printenv: Tool = ([name], world) => {
  if (name !== undefined) {
    const value = world.env.get(name);
    if (value !== undefined) world.print(`${value}\n`);
    return value === undefined ? 1 : 0;
  }
  printEnvironment(world);
  return 0;
};

/** Variables, without those the shell keeps for itself. */
function printEnvironment(world: World): void {
  for (const [key, value] of world.env) {
    if (key !== '?') world.print(`${key}=${value}\n`);
  }
}

const setVariables: Tool = (args, world) => {
  for (const arg of args) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(arg) ?? [];
    if (name) world.env.set(name, value);
  }
  return 0;
};

const which: Tool = (args, world) => {
  const [name = ''] = args;
  if (world.has?.(name) === false || name === '') return 1;
  world.print(`/usr/bin/${name}\n`);
  return 0;
};

const print =
  (text: string): Tool =>
  (_args, world) => {
    world.print(text);
    return 0;
  };

export const systemPrograms: Programs = [
  ['ps', ps],
  ['kill', kill],
  ['uname', uname],
  ['env', printenv],
  ['printenv', printenv],
  ['export', setVariables],
  ['which', which],
  ['whoami', print('root\n')],
  ['id', print('uid=0(root) gid=0(root) groups=0(root)\n')],
  ['clear', print('\u001b[H\u001b[2J')],
];
