import { describe, expect, it } from 'vitest';
import { LabSession, type Screen } from './session.ts';
import type { LabWorker } from './worker.ts';

/** A lab that only notes what was asked of it. */
function fakeLab() {
  const asked: string[] = [];
  let terminals = 0;
  const answers: Record<string, unknown> = {
    runCell: { output: 'done', exit: 0, elapsedMs: 1000 },
  };
  const api = new Proxy({} as LabWorker['api'], {
    get: (_target, name) => {
      if (name === 'then') return undefined;
      return (...args: unknown[]) => {
        asked.push([String(name), ...args.filter((arg) => typeof arg === 'string')].join(' '));
        if (name === 'openTerminal') {
          terminals += 1;
          return Promise.resolve(terminals);
        }
        return Promise.resolve(answers[String(name)]);
      };
    },
  });
  return { asked, worker: { api, stop: () => asked.push('stop') } };
}

const screen: Screen = {
  columns: 80,
  rows: 24,
  busy: false,
  write: () => undefined,
  clear: () => undefined,
};

describe('a lab session', () => {
  it('starts the bench once, and again for another one', async () => {
    const { asked, worker } = fakeLab();
    const session = new LabSession(() => Promise.resolve(worker));
    session.connect(screen);
    session.open({ key: 'a', title: 'A' });
    session.open({ key: 'a', title: 'A' });
    await session.run('kubectl get po');
    expect(session.state().phase).toBe('ready');
    session.open({ key: 'b', title: 'B' });
    await session.run('true');
    expect(asked.filter((each) => each === 'start')).toHaveLength(2);
    expect(asked.filter((each) => each === 'openTerminal')).toHaveLength(2);
    expect(asked).toContain('runCell kubectl get po');
  });

  it('keeps what is asked too early until the prompt is there', async () => {
    const { asked, worker } = fakeLab();
    const session = new LabSession(() => Promise.resolve(worker));
    const early = session.run('kubectl get nodes');
    session.open({ key: 'a', title: 'A' });
    session.connect(screen);
    expect((await early).output).toBe('done');
    expect(asked.at(-1)).toBe('runCell kubectl get nodes');
  });

  it('says why it failed, and starts over', async () => {
    const { worker } = fakeLab();
    let attempts = 0;
    const session = new LabSession(() => {
      attempts += 1;
      return attempts === 1
        ? Promise.reject(new Error('no workers here'))
        : Promise.resolve(worker);
    });
    session.connect(screen);
    session.open({ key: 'a', title: 'A' });
    await expect.poll(() => session.state().phase).toBe('failed');
    expect(session.state().problem).toBe('no workers here');
    session.startOver();
    await session.run('true');
    expect(session.state().phase).toBe('ready');
  });

  it('two terminals: a cell types where the prompt is free', async () => {
    const { asked, worker } = fakeLab();
    const session = new LabSession(() => Promise.resolve(worker));
    const watching = { ...screen, busy: false };
    session.connect(watching);
    session.open({ key: 'a', title: 'A' });
    await session.run('kubectl get pods');
    watching.busy = true;

    const second = session.run('kubectl delete pod web');
    expect(session.state().waiting).toBe('kubectl delete pod web');
    const pane = session.panes.split();
    expect(session.state()).toMatchObject({ panes: [1, 2], active: 2, waiting: '' });
    expect(session.panes.split()).toBeUndefined();
    session.connect(screen, pane?.key);
    expect((await second).output).toBe('done');

    session.startOver();
    await session.run('true');
    expect(asked.filter((each) => each === 'openTerminal')).toHaveLength(4);
    session.panes.close(2);
    await expect.poll(() => asked.at(-1)).toBe('closeTerminal');
    expect(session.state()).toMatchObject({ panes: [1], active: 1 });
    session.panes.close(1);
    expect(session.state().panes).toEqual([1]);
  });

  it('what waits for a prompt does not run in the next cluster', async () => {
    const { asked, worker } = fakeLab();
    const session = new LabSession(() => Promise.resolve(worker));
    const busy = { ...screen, busy: true };
    session.connect(busy);
    session.open({ key: 'a', title: 'A' });
    await expect.poll(() => session.state().phase).toBe('ready');
    const waiting = session.run('late');
    session.startOver();
    expect(await waiting).toEqual({ output: '', exit: 130, elapsedMs: 0 });
    busy.busy = false;
    await session.run('true');
    expect(asked).not.toContain('runCell late');
  });
});
