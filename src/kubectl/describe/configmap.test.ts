/** ConfigMap and Secret, as kubectl 1.35 describes them. */
import { expect, test } from 'vitest';
import type { ConfigMap } from '#resources/configmap.ts';
import type { Secret } from '#resources/secret.ts';
import { describeConfigMap } from './configmap.ts';
import { describeSecret } from './secret.ts';
import { meta, nowMs } from './test-meta.ts';

test('a config map shows its values, a secret only their sizes', () => {
  const map = { metadata: meta('conf'), data: { b: '2', a: 'x\ny\n' } } as unknown as ConfigMap;
  expect(describeConfigMap(map, [], nowMs)).toBe(`Name:         conf
Namespace:    default
Labels:       <none>
Annotations:  <none>

Data
====
a:
----
x
y


b:
----
2


BinaryData
====

Events:  <none>
`);
  const secret = {
    metadata: meta('login'),
    type: 'Opaque',
    data: { user: 'YW5u', password: 'czNjcjN0IQ==' },
  } as unknown as Secret;
  expect(describeSecret(secret)).toContain('Data\n====\npassword:  7 bytes\nuser:      3 bytes\n');
});
