/** Why something is as it is, told from the history. */
import { expect, it } from 'vitest';
import { deploymentKind } from '#resources/deployment.ts';
import type { Pod } from '#resources/pod.ts';
import { podKind } from '#resources/pod.ts';
import { deployment, type Session, startSession } from './testing.ts';
import { why, whySentence } from './why.ts';

function withDeployment(replicas: number): Session {
  const session = startSession();
  session.kubectl.create(deploymentKind, deployment('web', replicas));
  session.settle();
  return session;
}

const sentence = ({ cluster }: Session, pod: Pod | undefined): string =>
  whySentence(cluster, Number(pod?.metadata.resourceVersion ?? 0));

const setName = (pod: Pod | undefined): string => pod?.metadata.ownerReferences?.[0]?.name ?? '';

it('a replacement on a healthy node goes back to the power cut', () => {
  const session = withDeployment(3);
  const before = session.pods();
  const lost = before.find(({ spec }) => spec.nodeName === 'node-2');
  session.cluster.faults.failNode('node-2');
  session.advance(400);
  const fresh = session
    .pods()
    .find(({ metadata }) => !before.some((old) => old.metadata.uid === metadata.uid));
  expect(sentence(session, fresh)).toBe(
    `${fresh?.metadata.name} is ready on ${fresh?.spec.nodeName} because the ReplicaSet ${setName(fresh)} counts 2 of 3, because eviction deleted ${lost?.metadata.name}, because node-2 was unreachable for 300 s, because you cut its power`,
  );
  const steps = why(session.cluster, Number(fresh?.metadata.resourceVersion));
  expect(steps[0]).toMatchObject({ kind: 'Pod', name: fresh?.metadata.name });
  expect(steps.at(-1)).toMatchObject({
    actor: 'fault',
    verb: 'failed',
    kind: 'Node',
    name: 'node-2',
  });
});

it('a replacement of a deleted pod goes back to whoever deleted it', () => {
  const session = withDeployment(2);
  const [victim] = session.pods();
  if (!victim) throw new Error('no pod');
  session.kubectl.delete(podKind, victim);
  session.settle();
  const fresh = session
    .pods()
    .find(({ metadata }) => metadata.creationTimestamp > victim.metadata.creationTimestamp);
  expect(sentence(session, fresh)).toMatch(
    `counts 1 of 2, because you deleted ${victim.metadata.name}`,
  );
});

it('a pod of a rollout goes back to the new image', () => {
  const session = withDeployment(1);
  session.setImage('web', 'nginx:1.21.3');
  session.settle();
  const [fresh] = session.pods();
  expect(sentence(session, fresh)).toBe(
    `${fresh?.metadata.name} is ready on ${fresh?.spec.nodeName} because the ReplicaSet ${setName(fresh)} counts 0 of 1, because the Deployment web made the ReplicaSet ${setName(fresh)}, because you set the image of the Deployment web to nginx:1.21.3`,
  );
});

it('a forgotten or unknown revision has no reason', () => {
  const session = withDeployment(1);
  expect(why(session.cluster, 999_999)).toEqual([]);
  expect(whySentence(session.cluster, 999_999)).toBe('');
});
