/** Kinds without a describer of their own, as kubectl 1.35 describes them. */
import { expect, test } from 'vitest';
import { describeGeneric, smartLabel } from './generic.ts';
import { meta, nowMs } from './test-meta.ts';

test('every other kind is shown field by field', () => {
  const lease = {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: meta('n1', { managedFields: [{}] }),
    spec: { holderIdentity: 'n1', parts: [{ podCIDR: 'x' }, 'y'] },
  };
  expect(describeGeneric(lease as never, undefined, nowMs)).toBe(`Name:         n1
Namespace:    default
Labels:       <none>
Annotations:  <none>
API Version:  coordination.k8s.io/v1
Kind:         Lease
Metadata:
  Creation Timestamp:  2026-01-05T09:00:00Z
  UID:                 uid-n1
Spec:
  Holder Identity:  n1
  Parts:
    Pod Cidr:  x
    y
`);
});

test.each([
  ['leaseDurationSeconds', 'Lease Duration Seconds'],
  ['apiVersion', 'API Version'],
  ['uid', 'UID'],
  ['podCIDR', 'Pod Cidr'],
  ['pod-template-hash', 'Pod - Template - Hash'],
  ['app.kubernetes.io/name', 'app.kubernetes.io/name'],
])('the label of %s is %s', (field, label) => {
  expect(smartLabel(field)).toBe(label);
});
