import { expect, it } from 'vitest';
import type { NodeView, PodView } from '#lab/lab.ts';
import { summarise } from './summary.ts';

const node = (name: string, ready: NodeView['ready'] = 'True'): NodeView => ({
  name,
  ready,
  cordoned: false,
  down: false,
});
const pod = (look: PodView['look']): PodView => ({
  uid: look,
  name: look,
  namespace: 'default',
  node: 'node-1',
  status: '',
  look,
  image: '',
  restarts: 0,
  owner: '',
});

it('counts what is there', () => {
  const nodes = [node('node-1'), node('node-2', 'Unknown')];
  const pods = [pod('terminating'), pod('ready'), pod('ready')];
  expect(summarise({ nodes, pods })).toBe('2 nodes, 1 not ready · 3 pods: 2 ready, 1 terminating');
});

it('says so when nothing is', () => {
  expect(summarise({ nodes: [node('node-1')], pods: [] })).toBe('1 node · no pods');
});
