/** Malformed requests answered by our API server, and what a real one said to them. */

import { answerOf, masked, otherWords, recordedAnswers } from '#apiserver/malformed/answers.ts';
import { corpus } from '#apiserver/malformed/corpus.ts';
import { stage } from '#apiserver/malformed/stage.ts';
import { createCluster } from '#cluster/create-cluster.ts';
import type { Finding } from './report.mts';

/** Sends every request of the corpus to a cluster made for it. */
export async function compareMalformed(): Promise<Finding> {
  const cluster = createCluster({});
  const actor = { name: 'kubectl', user: 'learner', groups: ['system:masters'] };
  for (const [path, body] of stage) cluster.api.handle({ method: 'POST', path, body, actor });
  cluster.clock.advanceTo(cluster.clock.now() + 10_000);
  const differences: { where: string; line: string; reason: string }[] = [];
  for (const { name, method, path, headers, body } of corpus) {
    const request = new Request(`http://cluster${path}`, {
      method,
      ...(headers ? { headers } : {}),
      ...(body ? { body: body() as BodyInit } : {}),
    });
    const response = await cluster.api.fetch(request);
    const answer = masked(answerOf(response.status, await response.text()));
    if (JSON.stringify(answer) === JSON.stringify(masked(recordedAnswers[name]))) continue;
    const reason = otherWords[name] ?? 'not known yet';
    differences.push({ where: 'API server', line: name, reason });
  }
  return {
    id: 'malformed',
    title: 'Requests that are wrong',
    what: 'Requests with mistakes in them, sent to our API server and to the real one: code, reason and message.',
    lines: corpus.length,
    equal: corpus.length - differences.length,
    differences,
  };
}
