/** A node, as kubectl 1.35 describes it. */
import { expect, test } from 'vitest';
import type { Node } from '#resources/node.ts';
import type { Pod } from '#resources/pod.ts';
import { describeNode } from './node.ts';
import { meta, nowMs } from './test-meta.ts';

test('a node tells its roles, its lease and what its pods ask for', () => {
  const node = {
    metadata: { ...meta('n1'), labels: { 'node-role.kubernetes.io/control-plane': '' } },
    spec: {
      taints: [
        { key: 'b', effect: 'NoSchedule' },
        { key: 'a', value: 'x', effect: 'NoExecute' },
      ],
    },
    status: { allocatable: { cpu: '4', memory: '8Gi' } },
  } as unknown as Node;
  const pod = {
    metadata: meta('web-1'),
    spec: {
      initContainers: [{ name: 'i', resources: { requests: { cpu: '300m' } } }],
      containers: [
        { name: 'a', resources: { requests: { cpu: '100m', memory: '1Gi' } } },
        { name: 'b', resources: { requests: { cpu: '100m' }, limits: { cpu: '1' } } },
      ],
    },
  } as unknown as Pod;
  const parts = { lease: { failure: 'leases "n1" not found' }, pods: [pod], events: undefined };
  const text = describeNode(node, parts, nowMs);
  expect(text).toContain('Roles:              control-plane\n');
  expect(text).toContain('Taints:             a=x:NoExecute\n                    b:NoSchedule\n');
  expect(text).toContain('Lease:              Failed to get lease: leases "n1" not found\n');
  expect(text).toContain(
    '  default                     web-1    300m (7%)     1 (25%)     1Gi (12%)        0 (0%)         60s\n',
  );
  expect(text).toContain('  cpu                300m (7%)  1 (25%)\n');
});
