import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createHostTurn } from './host-turn.ts';
import type { ExerciseSource, Snapshot } from './lab.ts';
import { createWorkerLab } from './worker-lab.ts';

/** A lab in a real world whose clock moves 16 ms whenever somebody waits. */
async function bench(options = {}) {
  const turn = createHostTurn();
  let realMs = 0;
  const wait = async (ms: number): Promise<void> => {
    realMs += ms;
    await turn();
  };
  const crash = (error: unknown): void => {
    throw error;
  };
  const lab = createWorkerLab({ turn, now: () => realMs, wait, crash });
  let screen = '';
  let snapshot: Snapshot | undefined;
  await lab.onSnapshot(async (next: Snapshot) => {
    snapshot = next;
  });
  await lab.start(options);
  const write = (text: string): void => {
    screen += text;
  };
  const terminal = await lab.openTerminal(write, 80, 24);
  const until = async (test: () => boolean): Promise<void> => {
    const end = performance.now() + 10_000;
    while (performance.now() < end && !test()) await turn();
    expect(test()).toBe(true);
  };
  return { lab, terminal, screen: () => screen, snapshot: () => snapshot, until };
}

it('keys reach the shell, and the cluster answers', async () => {
  const { lab, terminal, screen, until } = await bench();
  await lab.input(terminal, 'kubectl get nodes -o name\r');
  await until(() => screen().includes('node/node-3'));
  expect(screen()).toContain('learner@reconcile');
});

it('a cell types its command, waits for it, and gives what it printed', async () => {
  const { lab, terminal, screen } = await bench({ home: { 'a.txt': 'hello\n' } });
  expect(await lab.runCell(terminal, 'cat a.txt nope')).toMatchObject({
    output: 'hello\ncat: nope: No such file or directory\n',
    exit: 1,
  });
  expect(screen()).toContain('cat a.txt nope');
});

it('Tab completes names of the live cluster', async () => {
  const { lab, terminal, screen, until } = await bench();
  await lab.input(terminal, 'kubectl get no node-\t\t');
  await until(() => /node-1\s+node-2\s+node-3/.test(screen()));
});

it('Ctrl-C stops a watch and an endless loop', async () => {
  const { lab, terminal, screen, until } = await bench();
  for (const line of ['kubectl get pods -w', 'while true; do :; done']) {
    await lab.input(terminal, `${line}\r`);
    const before = screen().length;
    await lab.input(terminal, '\x03');
    await until(() => /\^C[\s\S]*learner@reconcile/.test(screen().slice(before)));
  }
  expect((await lab.runCell(terminal, 'echo $?')).output).toBe('130\n');
});

it('cuts the power, skips until settled, and the map tells the story', async () => {
  const { lab, terminal, snapshot, until } = await bench();
  await lab.runCell(terminal, 'kubectl create deployment web --image=nginx:1.21 --replicas=3');
  await lab.untilSettled();
  await lab.failNode('node-2');
  await until(() => snapshot()?.why.startsWith('You cut the power of node-2.') === true);
  await lab.untilSettled();
  await until(() => snapshot()?.nodes[1]?.ready === 'Unknown');
  const pods = snapshot()?.pods ?? [];
  expect(snapshot()?.nodes[1]?.down).toBe(true);
  expect(snapshot()?.why).toMatch(
    /because node-2 was unreachable for 300 s, because you cut its power\.$/,
  );
  expect(pods.filter(({ look }) => look === 'ready').length).toBe(3);
  expect(pods.filter(({ look }) => look === 'terminating').map(({ node }) => node)).toEqual([
    'node-2',
  ]);
  expect(snapshot()?.elapsedMs).toBeGreaterThan(350_000);
  await lab.recoverNode('node-2');
  await lab.untilSettled();
  await until(() => snapshot()?.pods.length === 3);
});

it('a paused clock stands still; a skip moves it all the same', async () => {
  const { lab, snapshot, until } = await bench();
  await lab.pause();
  await until(() => snapshot()?.paused === true);
  const before = snapshot()?.elapsedMs ?? 0;
  await lab.advance(60_000);
  await until(() => (snapshot()?.elapsedMs ?? 0) > before);
  expect(snapshot()?.elapsedMs).toBe(before + 60_000);
});

it('an exercise is graded red, then green', async () => {
  const folder = 'exercises/scaling/scale-for-the-rush';
  const names = ['exercise.yaml', 'start.yaml', 'home/shop.yaml'];
  const files = Object.fromEntries(
    names.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]),
  );
  const exercise: ExerciseSource = { id: 'scaling/scale-for-the-rush', files };
  const { lab } = await bench();
  await lab.startExercise(exercise);
  const terminal = await lab.openTerminal(() => undefined, 80, 24);
  await lab.runCell(terminal, 'kubectl scale deployment shop --replicas=6');
  await lab.untilSettled();
  expect(await lab.grade()).toMatchObject({
    passed: false,
    misconception: expect.stringContaining('imperative'),
  });
  await lab.writeFile(
    'shop.yaml',
    (await lab.readFile('shop.yaml'))?.replace('replicas: 2', 'replicas: 6') ?? '',
  );
  await lab.runCell(terminal, 'kubectl apply -f shop.yaml');
  await lab.untilSettled();
  expect(await lab.grade()).toMatchObject({ passed: true });
});

it('says what is wrong when it is asked too early or for nothing', async () => {
  const { lab } = await bench();
  await expect(lab.grade()).rejects.toThrow('no exercise has been started');
  await expect(lab.input(9, 'x')).rejects.toThrow('there is no terminal 9');
  await expect(lab.failNode('node-9')).rejects.toThrow(/node-9/);
  expect(await lab.readFile('nope')).toBeUndefined();
});
