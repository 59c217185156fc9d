/** A terminal as a person uses it: bytes in, bytes out. */
import { describe, expect, it } from 'vitest';
import { createTestShell } from '../test-shell.ts';
import type { ArgumentCompleter } from './completion.ts';
import {
  createTerminalSession,
  type TerminalOptions,
  type TerminalSession,
} from './terminal-session.ts';

const prompt = 'learner@reconcile:~$ ';
const settle = async (turns = 40) => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((done) => setImmediate(done));
};

interface Screen {
  readonly session: TerminalSession;
  /** What was written since the last look, colours taken out. */
  look(): Promise<string>;
  type(data: string): Promise<string>;
}

function open(
  files: Readonly<Record<string, string>> = {},
  options: Partial<TerminalOptions> = {},
): Screen {
  const { shell } = createTestShell({ files });
  let written = '';
  const write = (text: string) => {
    written += text;
  };
  const session = createTerminalSession({ shell, write, columns: 60, rows: 20, ...options });
  session.start();
  const look = async () => {
    await settle();
    const text = written
      .replaceAll('\x1b[1;32m', '')
      .replaceAll('\x1b[1;34m', '')
      .replaceAll('\x1b[0m', '');
    written = '';
    return text.replaceAll('\r\x1b[J', '');
  };
  const type = (data: string) => {
    session.input(data);
    return look();
  };
  return { session, look, type };
}

describe('terminal session', () => {
  it('shows a prompt, runs a line, shows it again', async () => {
    const { look, type } = open();
    expect(await look()).toBe(prompt);
    expect(await type('echo hi\r')).toBe(`echo hi\r\nhi\r\n${prompt}`);
    expect(await type('printf x\r')).toBe(`printf x\r\nx\r\n${prompt}`);
    expect(await type('cd /tmp\r')).toBe('cd /tmp\r\nlearner@reconcile:/tmp$ ');
  });

  it('asks for more until a loop is whole', async () => {
    const { look, type } = open();
    await look();
    expect(await type('for i in 1 2\r')).toContain('> ');
    expect(await type('do echo $i; done\r')).toBe(`do echo $i; done\r\n1\r\n2\r\n${prompt}`);
  });

  it('Ctrl-C ends a busy loop and clears a line', async () => {
    const { session, look, type } = open();
    await look();
    await type('while true; do :; done\r');
    expect(session.busy).toBe(true);
    expect(await type('\x03')).toBe(`^C\r\n${prompt}`);
    expect(await type('abc\x03')).toBe(`abc^C\r\n${prompt}`);
    expect(await type('echo $?\r')).toContain('130');
  });

  it('programs read what is typed, with echo; Ctrl-D ends it', async () => {
    const { look, type } = open();
    await look();
    await type('read name; echo "hi $name"\r');
    expect(await type('bob\r')).toBe(`bob\r\nhi bob\r\n${prompt}`);
    await type('cat\r');
    expect(await type('a\r')).toBe('a\r\na\r\n');
    expect(await type('\x04')).toBe(prompt);
    expect(await type('echo ok\r')).toContain('ok\r\n');
  });

  it('what is typed while a program runs goes to the prompt after it', async () => {
    const { session, look, type } = open();
    await look();
    session.input('sleep 1\recho next\r');
    await session.idle();
    expect(await look()).toContain(`echo next\r\nnext\r\n${prompt}`);
    await type('');
  });

  it('runs a cell visibly and gives its output, keeping a half-written line', async () => {
    const { session, look, type } = open();
    await look();
    await type('half');
    expect(await session.runCommand('echo out; false')).toEqual({ output: 'out\n', exit: 1 });
    const screen = await look();
    expect(screen).toContain(`${prompt}echo out; false\r\nout\r\n`);
    expect(screen.endsWith(`${prompt}half`)).toBe(true);
    const both = await Promise.all([session.runCommand('echo 1'), session.runCommand('echo 2')]);
    expect(both.map((each) => each.output)).toEqual(['1\n', '2\n']);
  });

  it('completes commands, files, variables and a program’s own arguments', async () => {
    const complete: ArgumentCompleter = async (words, current) => {
      if (words[0] === 'cat') return undefined;
      if (words.at(-1) === '-f') return { candidates: [], files: ['yaml'] };
      if (words.at(-1) === 'cp') return { candidates: ['web-1:'], files: 'none', noSpace: true };
      if (words.at(-1) === 'logs') return { candidates: [], files: 'none' };
      if (current.startsWith('--output=')) return { candidates: ['yaml', 'wide'], files: 'none' };
      if (words.length === 1)
        return {
          candidates: ['get', 'scale'],
          files: 'none',
          descriptions: { get: 'Display one or many resources' },
        };
      return { candidates: ['pods', 'podtemplates'], files: 'none' };
    };
    const files = { 'deploy.yaml': '', 'deploy.txt': '', 'dir/x': '' };
    const { look, type } = open(files, { complete });
    await look();
    expect(await type('cat deploy.y\t\x15')).toContain('aml ');
    expect(await type('cat di\t\x15')).toContain('r/');
    expect(await type('basen\t\x15')).toContain('ame ');
    expect(await type('echo $HOSTN\t\x15')).toContain('AME ');
    expect(await type('kubectl get p\t')).toContain('od');
    expect(await type('\t\t\x15')).toContain('pods  podtemplates\r\n');
    expect(await type('kubectl \t\t\x15')).toContain('get    (Display one or many resources)');
    expect(await type('kubectl apply -f de\t\x15')).toContain('ploy.yaml ');
    expect(await type('kubectl get --output=y\t\x15')).toContain('aml ');
    expect(await type('kubectl cp w\tx\x15')).toContain('eb-1:x');
    expect(await type('kubectl logs d\t\x15')).not.toContain('eploy');
  });

  it('keeps a history, with `!!` and the builtin', async () => {
    const { look, type } = open();
    await look();
    await type('echo one\r');
    expect(await type('!!\r')).toBe(`!!\r\necho one\r\none\r\n${prompt}`);
    expect(await type('\x1b[A\r')).toContain('one\r\n');
    expect(await type('history\r')).toContain('    1  echo one\r\n    2  history\r\n');
    expect(await type('!nope\r')).toContain('bash: !nope: event not found');
  });

  it('tells of jobs that ended before the next prompt', async () => {
    const { look, type } = open();
    await look();
    expect(await type('sleep 1 &\r')).toMatch(/\[1\] \d+\r\n/);
    await type('sleep 2\r');
    await settle(100);
    expect(await type('\r')).not.toContain('Done');
    expect(await type('exit\r')).toContain('new shell');
  });

  it('a long command from the page leaves what is above it alone, and covers a long draft', async () => {
    const { session, look, type } = open();
    await look();
    const long = `echo ${'a'.repeat(80)} ${'b'.repeat(40)}`;
    await session.runCommand(long);
    expect(await look()).not.toContain('\x1b[1A');
    await type(long);
    const done = session.runCommand('echo short');
    expect(await look()).toContain('\x1b[2A');
    await done;
  });
});
