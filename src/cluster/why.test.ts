/** Why something is as it is, told from the history. */
import { expect, it } from 'vitest';
import type { StoreEvent } from '#apimachinery/api.ts';
import { deploymentKind } from '#resources/deployment.ts';
import type { Pod } from '#resources/pod.ts';
import { podKind } from '#resources/pod.ts';
import { isChange } from './stillness.ts';
import { deployment, pod, type Session, startSession } from './testing.ts';
import { describeWhy, why, whySentence } from './why.ts';

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
    `Pod ${fresh?.metadata.name} is ready on ${fresh?.spec.nodeName} because the ReplicaSet ${setName(fresh)} counts 2 of 3, because eviction deleted ${lost?.metadata.name}, because node-2 was unreachable for 300 s, because you cut its power.`,
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
    `Pod ${fresh?.metadata.name} is ready on ${fresh?.spec.nodeName} because the ReplicaSet ${setName(fresh)} counts 0 of 1, because the Deployment web made the ReplicaSet ${setName(fresh)}, because you set the image of the Deployment web to nginx:1.21.3.`,
  );
});

it('a forgotten or unknown revision has no reason', () => {
  const session = withDeployment(1);
  expect(why(session.cluster, 999_999)).toEqual([]);
  expect(whySentence(session.cluster, 999_999)).toBe('');
});

/** A session with what the page would say of its newest change; names of pods and sets are made plain. */
function startTold() {
  const session = startSession();
  let newest: StoreEvent | undefined;
  session.cluster.api.subscribe((event) => {
    if (isChange(event)) newest = event;
  });
  const told = (): string => {
    const exact = newest ? describeWhy(session.cluster, newest) : '';
    return exact
      .replace(/web-[a-z0-9]{6,10}-[a-z0-9]{5}/g, 'POD')
      .replace(/web-[a-z0-9]{6,10}/g, 'RS');
  };
  session.kubectl.create(deploymentKind, deployment('web', 3));
  return { ...session, told };
}

it('tells an apply, from the command to the last ready pod', () => {
  const { settle, told } = startTold();
  expect(told()).toBe('You created the Deployment web.');
  settle();
  expect(told()).toMatch(
    /^Pod POD is ready on node-\d because the ReplicaSet RS counts [012] of 3, because the Deployment web made the ReplicaSet RS, because you created the Deployment web\.$/,
  );
});

it('tells a deleted pod, and one too many', () => {
  const { settle, told, kubectl, pods } = startTold();
  settle();
  const [victim] = pods();
  if (!victim) throw new Error('no pod');
  kubectl.delete(podKind, victim);
  expect(told()).toBe('You deleted POD.');
  settle();
  expect(told()).toMatch(
    /^Pod POD is ready on node-\d because the ReplicaSet RS counts 2 of 3, because you deleted POD\.$/,
  );
  kubectl.create(podKind, pod('extra', pods()[0]?.metadata.labels ?? {}));
  settle();
  expect(told()).toBe(
    'Pod extra is gone because the ReplicaSet RS wants only 3, because you created it.',
  );
});

it('tells a scale up and down', () => {
  const { settle, told, edit } = startTold();
  settle();
  edit('web', { replicas: 5 });
  expect(told()).toBe('You scaled the Deployment web from 3 to 5.');
  settle();
  expect(told()).toMatch(
    /^Pod POD is ready on node-\d because the ReplicaSet RS counts [34] of 5, because the Deployment web scaled the ReplicaSet RS from 3 to 5, because you scaled the Deployment web from 3 to 5\.$/,
  );
  edit('web', { replicas: 2 });
  settle();
  expect(told()).toBe(
    'Pod POD is gone because the ReplicaSet RS wants only 2, because the Deployment web scaled the ReplicaSet RS from 5 to 2, because you scaled the Deployment web from 5 to 2.',
  );
});

it('tells a rollout and its undoing', () => {
  const { settle, told, setImage } = startTold();
  settle();
  for (const image of ['nginx:1.21.3', 'nginx:1.21']) {
    setImage('web', image);
    expect(told()).toBe(`You set the image of the Deployment web to ${image}.`);
    settle();
    expect(told()).toMatch(
      new RegExp(
        `^Pod POD is gone because the ReplicaSet RS wants none any more, because the Deployment web scaled the ReplicaSet RS from 1 to 0, because POD is ready on node-\\d, because you set the image of the Deployment web to ${image}\\.$`,
      ),
    );
  }
});

it('tells a power cut, stage by stage', () => {
  const { settle, advance, told, cluster } = startTold();
  settle();
  cluster.faults.failNode('node-2');
  advance(60);
  expect(told()).toBe(
    'Pod POD is not ready on node-2 because node-2 stopped answering, because you cut its power.',
  );
  advance(300);
  expect(told()).toMatch(
    /^Pod POD is ready on node-\d because the ReplicaSet RS counts 2 of 3, because eviction deleted POD, because node-2 was unreachable for 300 s, because you cut its power\.$/,
  );
  cluster.faults.recoverNode('node-2');
  advance(30);
  expect(told()).toBe('Pod POD is gone because you gave node-2 power again.');
});
