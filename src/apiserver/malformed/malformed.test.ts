/** Every malformed request gets what a real API server said to it, and leaves everything whole. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createCluster, type RunningCluster } from '#cluster/create-cluster.ts';
import { watchInvariants } from '#cluster/invariants/index.ts';
import { type Answer, answerOf, masked, otherWords, recordedAnswers } from './answers.ts';
import type { MalformedCase } from './case.ts';
import { corpus } from './corpus.ts';
import { stage } from './stage.ts';

let cluster: RunningCluster;
let hash: string;

async function ask({ method, path, headers, body }: MalformedCase): Promise<Answer> {
  const request = new Request(`http://cluster${path}`, {
    method,
    ...(headers ? { headers } : {}),
    ...(body ? { body: body() as BodyInit } : {}),
  });
  const answer = await cluster.api.fetch(request);
  return answerOf(answer.status, await answer.text());
}

beforeAll(() => {
  cluster = createCluster({ freeze: true });
  watchInvariants(cluster.api);
  const actor = { name: 'kubectl', user: 'learner', groups: ['system:masters'] };
  for (const [path, body] of stage) cluster.api.handle({ method: 'POST', path, body, actor });
  cluster.clock.advanceTo(cluster.clock.now() + 10_000);
  hash = cluster.stateHash();
});

describe('malformed requests', () => {
  it.each(corpus.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const before = cluster.api.revision;
    const [answer, wanted] = [masked(await ask(one)), masked(recordedAnswers[name])];
    if (otherWords[name]) expect(answer?.code).toBe(wanted?.code);
    else expect(answer).toEqual(wanted);
    expect(cluster.api.revision).toBe(before);
  });
});

it('the store is as it was, and so is the language', () => {
  expect(cluster.stateHash()).toBe(hash);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

it('the corpus has at least 300 requests', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(300);
});
