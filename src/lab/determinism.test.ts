import { expect, it } from 'vitest';
import { createLab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';
import { replaySession } from './replay-session.ts';
import { parseLog, SessionLogError } from './session-log.ts';

/** A session with everything in it that a log must carry: writes, waits, faults, time. */
async function session(seed: number): Promise<{ log: string; hash: string; trace: string }> {
  const lab = await createLab({ seed, freeze: true }, createHostTurn());
  await lab.run('kubectl create deployment web --image=nginx:1.21 --replicas=4');
  await lab.run('kubectl rollout status deployment/web; sleep 3');
  await lab.run('kubectl delete pod $(kubectl get pods -o name | head -1 | cut -d/ -f2)');
  lab.failNode('node-2');
  await lab.run('sleep 400 & kubectl set image deployment/web nginx=nginx:1.21.3');
  await lab.advance(400_000);
  lab.recoverNode('node-2');
  await lab.settle();
  const { cluster } = lab;
  return { log: lab.log.print(), hash: cluster.stateHash(), trace: cluster.trace.hash() };
}

it('one seed and one list of inputs give one history', async () => {
  const [a, b] = [await session(7), await session(7)];
  expect(a).toEqual(b);
  expect((await session(8)).hash).not.toBe(a.hash);
});

it('the log alone, without shell and kubectl, rebuilds the session', async () => {
  const { log, hash, trace } = await session(7);
  const cluster = replaySession(parseLog(log));
  expect(cluster.stateHash()).toBe(hash);
  expect(cluster.trace.hash()).toBe(trace);
});

it.each([
  ['', /not a session log|not JSON/],
  ['{"reconcile":2}', /version 1/],
  ['{"reconcile":1,"seed":1,"nodes":3}\nnope', /line 2 .* not JSON/],
  ['{"reconcile":1,"seed":1,"nodes":3}\n{"x":1}', /line 2 .* not an input/],
])('a log that is none is refused: %j', (text, message) => {
  expect(() => parseLog(text)).toThrow(SessionLogError);
  expect(() => parseLog(text)).toThrow(message);
});
