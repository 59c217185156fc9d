/** A command with a person at its other end: keys, Ctrl-C, Ctrl-D, prompts, and time. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '#kernel/clock.ts';
import { type ExecSession, startSession } from './session.ts';
import type { World } from './world.ts';

const clock = createClock(0);
let screen = '';
let ended: number | undefined;

const world = (): World => ({
  files: new Map([['/etc/motd', 'hello\n']]),
  env: new Map(),
  hostname: 'web',
  now: clock.now,
  resolve: () => undefined,
  has: (program) => program !== 'bash',
  print: () => undefined,
  printError: () => undefined,
});

function start(argv: readonly string[], options: { tty: boolean; cooked?: boolean }): ExecSession {
  screen = '';
  ended = undefined;
  return startSession({
    clock,
    argv,
    world: world(),
    stdin: true,
    ...options,
    onData: (channel, text) => {
      screen += channel === 'stderr' ? `!${text}` : text;
    },
    onExit: (exitCode) => {
      ended = exitCode;
    },
  });
}
const pass = (ms: number): void => clock.advanceTo(clock.now() + ms);

describe('a shell at a terminal', () => {
  let shell: ExecSession;
  const type = (keys: string): string => {
    screen = '';
    shell.write(keys);
    pass(1);
    return screen;
  };
  beforeEach(() => {
    shell = start(['sh'], { tty: true });
    pass(1);
  });

  it('prompts, echoes and answers', () => {
    expect(screen).toBe('/ # ');
    expect(type('cat /etc/motd\r')).toBe('cat /etc/motd\r\nhello\r\n/ # ');
    expect(type('cd /etc\r')).toBe('cd /etc\r\n/etc # ');
  });
  it('rubs out', () => expect(type('echp\u007fo a\r')).toBe('echp\b \bo a\r\na\r\n/ # '));
  it('forgets a line at Ctrl-U', () => {
    expect(type('no\u0015echo b\r').endsWith('echo b\r\nb\r\n/ # ')).toBe(true);
  });
  it('recalls lines', () => {
    type('echo one\r');
    expect(type('\u001b[A\r')).toBe('echo one\r\none\r\n/ # ');
  });
  it('reads on until a command is whole', () => {
    expect(type('if true\r')).toBe('if true\r\n> ');
    expect(type('then echo yes; fi\r')).toBe('then echo yes; fi\r\nyes\r\n/ # ');
  });
  it('Ctrl-C ends the command, not the shell', () => {
    type('sleep 100\r');
    pass(5_000);
    expect(type('\u0003')).toBe('^C\r\n/ # ');
    expect(type('echo $?\r')).toBe('echo $?\r\n130\r\n/ # ');
  });
  it('Ctrl-C at the prompt gives a new one', () => {
    expect(type('half\u0003')).toBe('half^C\r\n/ # ');
  });
  it('a filter reads what is typed, until Ctrl-D', () => {
    expect(type('cat\rx\r')).toBe('cat\r\nx\r\nx\r\n');
  });
  it('exit ends it with its status; Ctrl-D with the last', () => {
    type('exit 4\r');
    expect(ended).toBe(4);
    shell = start(['sh'], { tty: true });
    pass(1);
    type('false\r');
    type('\u0004');
    expect(ended).toBe(1);
  });
});

it('without a terminal nothing is echoed, and streams stay apart', () => {
  const shell = start(['sh'], { tty: false });
  shell.write('echo a\necho b >&2\n');
  shell.endInput();
  pass(1);
  expect(screen).toBe('a\n!b\n');
  expect(ended).toBe(0);
});

it('a terminal that edits by itself is not echoed to', () => {
  const shell = start(['sh'], { tty: true, cooked: true });
  pass(1);
  shell.write('echo a\n');
  pass(1);
  expect(screen).toBe('/ # a\r\n/ # ');
});

it('takes the time it takes, and Ctrl-C ends it', () => {
  const sleeper = start(['sleep', '10'], { tty: true });
  pass(9_000);
  expect(ended).toBeUndefined();
  sleeper.write('\u0003');
  pass(1);
  expect(ended).toBe(130);
});
