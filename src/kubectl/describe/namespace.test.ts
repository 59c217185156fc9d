/** A namespace, as kubectl 1.35 describes it. */
import { expect, test } from 'vitest';
import type { Namespace } from '#resources/namespace.ts';
import { describeNamespace } from './namespace.ts';

test('a namespace says that nothing limits it', () => {
  const namespace = { metadata: { name: 'team' }, status: { phase: 'Active' } } as Namespace;
  expect(describeNamespace(namespace, undefined, undefined)).toBe(`Name:         team
Labels:       <none>
Annotations:  <none>
Status:       Active

No resource quota.

No LimitRange resource.
`);
});
