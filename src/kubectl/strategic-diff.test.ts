/** What apply sends, as sessions of the real kubectl showed it with -v=8. */
import { expect, test } from 'vitest';
import type { Json } from '#apimachinery/object.ts';
import { applyStrategicMergePatch } from '#apimachinery/patch/strategic.ts';
import { diffTrees, schemaOf, type Tree, threeWayPatch } from './strategic-diff.ts';

const schema = schemaOf('apps/v1', 'Deployment');
const deployment = (containers: readonly Tree[], spec: Tree = {}): Tree => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { ...spec, template: { spec: { containers } } },
});
const web = { name: 'web', image: 'nginx:1.21' };
const defaults = { imagePullPolicy: 'IfNotPresent', resources: {} };

test('nothing changed: an empty patch, whatever the server filled in', () => {
  const manifest = deployment([web], { replicas: 2 });
  const live = deployment([{ ...web, ...defaults }], { replicas: 2, paused: false });
  expect(threeWayPatch(manifest, manifest, live, schema)).toEqual({});
});

test('a changed image is paired by name, and the order told', () => {
  const live = deployment([{ ...web, ...defaults }]);
  const next = deployment([{ ...web, image: 'nginx:1.22' }]);
  expect(threeWayPatch(deployment([web]), next, live, schema)).toEqual({
    spec: {
      template: {
        spec: {
          '$setElementOrder/containers': [{ name: 'web' }],
          containers: [{ image: 'nginx:1.22', name: 'web' }],
        },
      },
    },
  });
});

test('what the manifest no longer has goes, what it never had stays', () => {
  const original = deployment([web, { name: 'side', image: 'busybox' }], { replicas: 2 });
  const live = deployment([web, { name: 'side', image: 'busybox' }, { name: 'injected' }], {
    replicas: 5,
  });
  const patch = threeWayPatch(original, deployment([web]), live, schema);
  const merged = applyStrategicMergePatch(live as Json, patch as Json, schema) as unknown as {
    spec: { replicas?: number; template: { spec: { containers: readonly { name: string }[] } } };
  };
  expect(merged.spec.replicas).toBeUndefined();
  expect(merged.spec.template.spec.containers.map(({ name }) => name)).toEqual(['web', 'injected']);
});

test('another order of containers alone is a change', () => {
  const side = { name: 'side', image: 'busybox' };
  expect(diffTrees(deployment([side, web]), deployment([web, side]), schema)).toEqual({
    spec: {
      template: {
        spec: { '$setElementOrder/containers': [{ name: 'web' }, { name: 'side' }] },
      },
    },
  });
});
