import { describe, expect, it } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { bench, deployment, messageOf } from './test-bench.ts';

describe('an apply', () => {
  it.each([
    [
      'no manager',
      '',
      {},
      422,
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    ],
    [
      'no name',
      'a',
      { metadata: {} },
      400,
      'the name of the object (web based on URL) was undeterminable: name must be provided',
    ],
    [
      'another name',
      'a',
      { metadata: { name: 'db' } },
      400,
      'the name of the object (db) does not match the name on the URL (web)',
    ],
    [
      'managedFields',
      'a',
      { metadata: { name: 'web', managedFields: [] } },
      400,
      'metadata.managedFields must be nil',
    ],
    [
      'another kind',
      'a',
      { kind: 'ReplicaSet' },
      400,
      'invalid object type: apps/v1, Kind=ReplicaSet',
    ],
    ['no kind', 'a', { apiVersion: '', kind: '' }, 400, 'invalid object type: /, Kind='],
    [
      'an unknown field',
      'a',
      { spec: { foo: 1 } },
      500,
      'failed to create typed patch object (/web; apps/v1, Kind=Deployment): .spec.foo: field not declared in schema',
    ],
    [
      'wrong types',
      'a',
      { spec: { replicas: 'x', paused: 3 } },
      500,
      'failed to create typed patch object (/web; apps/v1, Kind=Deployment): errors:\n  .spec.paused: expected boolean, got &{3}\n  .spec.replicas: expected numeric (int or float), got string',
    ],
    [
      'an item twice',
      'a',
      { spec: { template: { spec: { containers: [{ name: 'a' }, { name: 'a' }] } } } },
      500,
      'failed to create typed patch object (/web; apps/v1, Kind=Deployment): .spec.template.spec.containers: duplicate entries for key [name="a"]',
    ],
    [
      'a uid',
      'a',
      { metadata: { name: 'web', uid: 'x' } },
      409,
      'Operation cannot be fulfilled on deployments.apps "web": uid mismatch: the provided object specified uid x, and no existing object was found',
    ],
    [
      'a container without a name',
      'a',
      {
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [{ image: 'b' }] },
          },
        },
      },
      422,
      'Deployment.apps "web" is invalid: spec.template.spec.containers[0].name: Required value',
    ],
  ])('with %s is refused', (_what, manager, part, code, message) => {
    const { apply } = bench();
    const answer = apply(manager, { ...(deployment(3) as object), ...part } as unknown as Json);
    expect([answer.code, messageOf(answer)]).toEqual([code, message]);
  });
});
