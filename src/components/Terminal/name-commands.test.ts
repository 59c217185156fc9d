import { expect, it } from 'vitest';
import { nameCommands } from './name-commands.ts';

const pod = { start: 0, end: 5, name: 'web-0', resource: 'pod', namespace: '', hasLogs: true };

it('offers what kubectl can say of an object', () => {
  expect(nameCommands(pod)).toEqual([
    'kubectl describe pod web-0',
    'kubectl logs web-0',
    'kubectl get pod web-0 -o yaml',
  ]);
  expect(nameCommands({ ...pod, resource: 'deployment', name: 'web', namespace: 'shop' })).toEqual([
    'kubectl describe deployment web -n shop',
    'kubectl logs deployment/web -n shop',
    'kubectl get deployment web -n shop -o yaml',
  ]);
  expect(nameCommands({ ...pod, resource: 'node', name: 'node-1', hasLogs: false })).toEqual([
    'kubectl describe node node-1',
    'kubectl get node node-1 -o yaml',
  ]);
});
