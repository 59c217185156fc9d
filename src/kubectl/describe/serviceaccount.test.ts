/** A ServiceAccount, as kubectl 1.35 describes it. */
import { expect, test } from 'vitest';
import type { ServiceAccount } from '#resources/serviceaccount.ts';
import { describeServiceAccount } from './serviceaccount.ts';
import { meta, nowMs } from './test-meta.ts';

test('service accounts', () => {
  const account = {
    metadata: meta('robot'),
    imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
  } as unknown as ServiceAccount;
  expect(describeServiceAccount(account, undefined, nowMs)).toContain(
    'Image pull secrets:  one\n                     two\n',
  );
});
