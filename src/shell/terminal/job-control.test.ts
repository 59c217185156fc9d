/** Ctrl-Z, `fg`, `bg`, `kill` and `jobs` as a person uses them. */
import { describe, expect, it } from 'vitest';
import type { Program } from '../program.ts';
import { createTestShell } from '../test-shell.ts';
import { createTerminalSession } from './terminal-session.ts';

const settle = async (turns = 60) => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((done) => setImmediate(done));
};

/** Writes a line whenever it is told to, until it is ended. */
function createTicker(): { program: Program; tick(): void } {
  let wake: (() => void) | undefined;
  let count = 0;
  return {
    tick: () => wake?.(),
    program: async (context) => {
      for (;;) {
        await new Promise<void>((done) => {
          wake = done;
        });
        count += 1;
        await context.stdout.write(`tick ${count}\n`);
      }
    },
  };
}

function open() {
  const ticker = createTicker();
  const { shell } = createTestShell({ programs: { ticker: ticker.program }, frozen: true });
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const session = createTerminalSession({ shell, write, columns: 80, rows: 20, prompt: '> ' });
  session.start();
  const look = async () => {
    await settle();
    const text = written.replaceAll('\r\x1b[J', '').replaceAll('\r\n', '\n');
    written = '';
    return text;
  };
  const type = (data: string) => {
    session.input(data);
    return look();
  };
  const tick = () => {
    ticker.tick();
    return look();
  };
  return { session, type, look, tick };
}

describe('job control', () => {
  it('Ctrl-Z stops a program: it writes nothing until it is continued', async () => {
    const { session, type, look, tick } = open();
    await look();
    await type('ticker\r');
    expect(await tick()).toBe('tick 1\n');
    expect(await type('\x1a')).toBe('^Z\n[1]+  Stopped                 ticker\n> ');
    expect(session.busy).toBe(false);
    expect(await tick()).toBe('');
    expect(await type('echo $?\r')).toBe('echo $?\n148\n> ');
    expect(await type('jobs\r')).toBe('jobs\n[1]+  Stopped                 ticker\n> ');
    expect(await type('fg\r')).toBe('fg\nticker\ntick 2\n');
    expect(session.busy).toBe(true);
    expect(await type('\x03')).toBe('^C\n> ');
    expect(await type('jobs\r')).toBe('jobs\n> ');
  });

  it('bg lets it go on behind the prompt; kill -STOP, -CONT and kill reach it', async () => {
    const { type, look, tick } = open();
    await look();
    await type('ticker\r');
    await type('\x1a');
    expect(await type('bg\r')).toBe('bg\n[1]+ ticker &\n> ');
    expect(await tick()).toBe('tick 1\n');
    await type('kill -STOP %1\r');
    expect(await tick()).toBe('');
    expect(await type('jobs\r')).toBe('jobs\n[1]+  Stopped                 ticker\n> ');
    expect(await type('kill -CONT %1\r')).toContain('tick 2');
    expect(await type('kill %1\r')).toContain('[1]+  Terminated              ticker');
    expect(await type('jobs\r')).toBe('jobs\n> ');
  });

  it('a stopped reader takes no line from the terminal', async () => {
    const { type, look } = open();
    await look();
    await type('cat\r');
    expect(await type('one\r')).toBe('one\none\n');
    expect(await type('\x1a')).toBe('^Z\n[1]+  Stopped                 cat\n> ');
    expect(await type('read x; echo "got $x"\r')).toBe('read x; echo "got $x"\n');
    expect(await type('mine\r')).toBe('mine\ngot mine\n> ');
    expect(await type('fg\r')).toBe('fg\ncat\n');
    expect(await type('two\r')).toBe('two\ntwo\n');
    await type('\x04');
  });

  it('a pipeline is one job, and disown forgets it', async () => {
    const { type, look } = open();
    await look();
    await type('sleep 100 | cat\r');
    expect(await type('\x1a')).toBe('^Z\n[1]+  Stopped                 sleep 100 | cat\n> ');
    await type('sleep 200 &\r');
    expect(await type('jobs\r')).toBe(
      'jobs\n[1]+  Stopped                 sleep 100 | cat\n[2]-  Running                 sleep 200 &\n> ',
    );
    expect(await type('exit\r')).toBe('exit\nThere are stopped jobs.\n> ');
    expect(await type('disown %1; jobs\r')).toBe(
      'disown %1; jobs\n[2]+  Running                 sleep 200 &\n> ',
    );
  });
});
