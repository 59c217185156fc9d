/** Two terminals over one lab: apart in their shells, together in their files and cluster. */
import { expect, it } from 'vitest';
import { createTerminals } from './bench-terminals.ts';
import { createLab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';

async function bench() {
  const lab = await createLab({ nodes: 1 }, createHostTurn());
  const terminals = createTerminals(lab);
  const open = async () => {
    const screen = { text: '', exited: 0 };
    const id = await lab.driver.runToEnd(
      terminals.open({
        write: (text) => {
          screen.text += text;
        },
        columns: 80,
        rows: 24,
        onExit: () => {
          screen.exited += 1;
        },
      }),
    );
    const run = (line: string) => lab.driver.runToEnd(terminals.get(id).runCommand(line));
    return { id, screen, run };
  };
  return { terminals, open };
}

it('each has its own folder, variables and history, and both the same files', async () => {
  const { open } = await bench();
  const [left, right] = [await open(), await open()];
  await left.run('cd /tmp; mine=1; echo text > /tmp/note');
  expect(await right.run('pwd; echo "[$mine]"; cat /tmp/note')).toEqual({
    output: '/home/learner\n[]\ntext\n',
    exit: 0,
  });
  expect((await right.run('history')).output).not.toContain('mine=1');
});

it('runs ~/.bashrc first: colours for ls, and what the learner added', async () => {
  const { open } = await bench();
  const left = await open();
  expect((await left.run('mkdir sub; ls; alias ll')).output).toBe(
    "\x1b[0m\x1b[01;34msub\x1b[0m\nalias ll='ls -alF'\n",
  );
  await left.run('echo "alias k=kubectl; echo welcome" >> ~/.bashrc; echo exit >> ~/.bashrc');
  const right = await open();
  expect(right.screen.text).toMatch(/^welcome\r\n/);
  expect((await right.run('k get nodes -o name')).output).toBe('node/node-1\n');
});

it('marks prompts and outputs as OSC 133 does', async () => {
  const { open } = await bench();
  const { screen, run } = await open();
  expect(screen.text.startsWith('\x1b]133;A\x07\x1b[?2004h')).toBe(true);
  await run('echo "ä;b"; false');
  expect(screen.text).toContain(
    '\x1b]133;C;cmdline_url=echo%20%22%C3%A4%3Bb%22%3B%20false\x07ä;b\r\n\x1b]133;D;1\x07\x1b]133;A\x07',
  );
});

it('exit closes a second terminal; the last one stays', async () => {
  const { terminals, open } = await bench();
  const [left, right] = [await open(), await open()];
  await right.run('exit');
  expect(right.screen.exited).toBe(1);
  expect(() => terminals.get(right.id)).toThrow('there is no terminal 2');
  const { length } = right.screen.text;
  await left.run('exit');
  expect(left.screen.exited).toBe(0);
  expect(left.screen.text).toContain('nowhere to log out to');
  expect(right.screen.text).toHaveLength(length);
  expect((await open()).id).toBe(3);
  terminals.close(3);
  terminals.close(3);
  terminals.closeAll();
  expect(() => terminals.get(left.id)).toThrow('there is no terminal 1');
});
