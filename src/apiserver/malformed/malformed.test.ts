/** Every malformed request gets what a real API server said to it, and leaves everything whole. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createCluster, type RunningCluster } from '#cluster/create-cluster.ts';
import { watchInvariants } from '#cluster/invariants/index.ts';
import type { MalformedCase } from './case.ts';
import { corpus } from './corpus.ts';
import recorded from './recorded.json' with { type: 'json' };
import { stage } from './stage.ts';

interface Answer {
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
}
const answers = recorded as Readonly<Record<string, Answer>>;

/** What differs from run to run: a whole object in a message, versions and uids; and protobuf, which we don't speak. */
const masked = (answer: Answer | undefined): Answer | undefined =>
  answer?.message === undefined
    ? answer
    : {
        ...answer,
        message: answer.message
          .replace(/Invalid value: "\{.*\\"uid\\".*\}": /s, 'Invalid value: "{…}": ')
          .replace(/, application\/vnd\.kubernetes\.protobuf(;stream=watch)?/g, '')
          .replace(/ResourceVersion in record \(\d+\)/, 'ResourceVersion in record (N)')
          .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>'),
      };

/** Refused as upstream does, in other words. */
const otherWords: Readonly<Record<string, string>> = {
  'POST deployments: spec.template.metadata.labels is {}':
    'an empty map is left out when it is decoded, so the message shows null',
};

let cluster: RunningCluster;
let hash: string;

async function ask({ method, path, headers, body }: MalformedCase): Promise<Answer> {
  const request = new Request(`http://cluster${path}`, {
    method,
    ...(headers ? { headers } : {}),
    ...(body ? { body: body() as BodyInit } : {}),
  });
  const answer = await cluster.api.fetch(request);
  const text = await answer.text();
  try {
    const { reason, message } = JSON.parse(text) as Answer;
    return {
      code: answer.status,
      ...(reason ? { reason } : {}),
      ...(message ? { message } : {}),
    };
  } catch {
    return { code: answer.status, message: text };
  }
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
    const [answer, wanted] = [masked(await ask(one)), masked(answers[name])];
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
