/** `nproc`, `tty`, `arch`, `logname`, `getconf`, `sync`, `tput`, `groups`, `uptime`: what scripts ask of a machine. */
import { formatDate } from '../calendar.ts';
import type { Program, ProgramContext } from '../program.ts';

const say =
  (text: (context: ProgramContext) => string, status = 0): Program =>
  async (context) => {
    await context.stdout.write(`${text(context)}\n`);
    return status;
  };

export const nproc = say(() => '2');
export const arch = say(() => 'x86_64');
export const logname = say((context) => context.env['LOGNAME'] ?? 'learner');
export const groups = say(() => 'learner');

/** Whether a person sees the output stands for the terminal's name. */
export const tty: Program = async (context) => {
  const terminal = context.stdout.isTerminal;
  if (!context.args.includes('-s'))
    await context.stdout.write(terminal ? '/dev/pts/0\n' : 'not a tty\n');
  return terminal ? 0 : 1;
};

const settings: Readonly<Record<string, string>> = {
  PAGESIZE: '4096',
  PAGE_SIZE: '4096',
  _NPROCESSORS_ONLN: '2',
  _NPROCESSORS_CONF: '2',
  ARG_MAX: '2097152',
  PATH_MAX: '4096',
  LONG_BIT: '64',
  CLK_TCK: '100',
};

/** A limit of the system by name. */
export const getconf: Program = async (context) => {
  const [name = ''] = context.args;
  const value = settings[name];
  if (value !== undefined) {
    await context.stdout.write(`${value}\n`);
    return 0;
  }
  await context.stderr.write(`getconf: Unrecognized variable \`${name}'\n`);
  return 2;
};

/** Nothing waits to be written. */
export const sync: Program = () => Promise.resolve(0);

const sequences: Readonly<Record<string, string>> = {
  bold: '\x1b[1m',
  sgr0: '\x1b(B\x1b[m',
  rev: '\x1b[7m',
  smul: '\x1b[4m',
  rmul: '\x1b[24m',
  clear: '\x1b[H\x1b[2J',
  civis: '\x1b[?25l',
  cnorm: '\x1b[?25h',
  el: '\x1b[K',
};

/** What the terminal understands. */
export const tput: Program = async (context) => {
  const [name = '', value = ''] = context.args;
  const { columns, rows } = context.terminal;
  const sizes: Readonly<Record<string, string>> = {
    cols: `${columns}\n`,
    lines: `${rows}\n`,
    colors: '256\n',
    setaf: `\x1b[3${value}m`,
    setab: `\x1b[4${value}m`,
    cup: `\x1b[${Number(value) + 1};${Number(context.args[2] ?? 0) + 1}H`,
  };
  const text = sizes[name] ?? sequences[name];
  if (text === undefined) {
    await context.stderr.write(`tput: unknown terminfo capability '${name}'\n`);
    return 4;
  }
  await context.stdout.write(text);
  return 0;
};

/** How long the machine has been up: it started with the lab's clock. */
export const uptime: Program = async (context) => {
  const time = formatDate('%H:%M:%S', context.clock.now());
  await context.stdout.write(` ${time} up 0 min,  1 user,  load average: 0.00, 0.00, 0.00\n`);
  return 0;
};
