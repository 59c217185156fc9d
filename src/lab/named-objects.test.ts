/** Which words of a line are objects, and what kubectl must be told to find them. */
import { expect, it } from 'vitest';
import { createLab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';
import { namedObjects } from './named-objects.ts';

async function namesIn() {
  const lab = await createLab({ nodes: 2 }, createHostTurn());
  await lab.run('kubectl create namespace shop');
  await lab.settle();
  await lab.run('kubectl create deployment web --image=nginx:1.21');
  await lab.run('kubectl expose deployment web --port=80');
  await lab.run('kubectl run front -n shop --image=nginx:1.21');
  await lab.settle();
  return async (line: string, command = '') => {
    const current = lab.currentNamespace();
    return namedObjects(lab.cluster.api, line, command, current).map(
      ({ start, end, namespace, resource, name, hasLogs }) =>
        `${line.slice(start, end)} ⇒ ${namespace ? `-n ${namespace} ` : ''}${resource}/${name}${hasLogs ? ' logs' : ''}`,
    );
  };
}

it('finds names of the cluster, and what they are', async () => {
  const names = await namesIn();
  expect(await names('front   1/1   Running   0   10s   10.244.1.2   node-2   <none>')).toEqual([
    'front ⇒ -n shop pod/front logs',
    'node-2 ⇒ node/node-2',
  ]);
  expect(await names('web   1/1   1   1   10s')).toEqual(['web ⇒ deployment/web logs']);
  expect(await names('Deleted pod nobody from node-9, 12 times')).toEqual([]);
});

it('a prefix or the command says which of several is meant', async () => {
  const names = await namesIn();
  expect(await names('service/web exposed')).toEqual(['service/web ⇒ service/web']);
  expect(await names('deployment.apps/web created')).toEqual([
    'deployment.apps/web ⇒ deployment/web logs',
  ]);
  expect(await names('web   ClusterIP   10.96.0.10   80/TCP', 'kubectl get svc')).toEqual([
    'web ⇒ service/web',
  ]);
  expect(await names('shop   Active   5s', 'kubectl get ns')).toEqual(['shop ⇒ namespace/shop']);
  expect(await names('shop   Active   5s')).toEqual([]);
});

it('the current namespace needs no -n', async () => {
  const lab = await createLab({ nodes: 1 }, createHostTurn());
  await lab.run('kubectl create namespace shop');
  await lab.settle();
  await lab.run('kubectl create configmap both -n shop');
  await lab.run('kubectl create configmap both');
  await lab.run('kubectl config set-context --current --namespace=shop');
  const names = async (line: string) =>
    namedObjects(lab.cluster.api, line, '', lab.currentNamespace()).map(
      ({ namespace }) => namespace,
    );
  expect(await names('both')).toEqual(['']);
  expect(await names('default   both')).toEqual(['default']);
});
