/** Changes that `set` makes to pod specs. */
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import type { PodSpec } from '#resources/pods/types.ts';
import { containerName } from '../create/pod-template.ts';
import { isImageName } from '../image-name.ts';
import { changeVariables, parseEnvironment, splitEnvironment } from './env-text.ts';
import { mapContainers, matchesName, withPodSpec } from './pod-spec.ts';
import { parseResourceList } from './resource-list.ts';

describe('environment', () => {
  const changes = parseEnvironment(['B=2', 'C=3', 'A-'], '');

  test('changes stand in their old places, additions at the end', () => {
    const existing = [{ name: 'A', value: '1' }, { name: 'B', value: '1' }, { name: 'D' }];
    expect(changeVariables(existing, changes)).toEqual([
      { name: 'B', value: '2' },
      { name: 'D' },
      { name: 'C', value: '3' },
    ]);
  });

  test('- reads lines of standard input', () => {
    expect(parseEnvironment(['-'], 'A=1 # one\n# none\nB=x=y\n').set).toEqual([
      { name: 'A', value: '1 ' },
      { name: 'B', value: 'x=y' },
    ]);
  });

  test('refusals', () => {
    expect(() => splitEnvironment(['A=1', 'deploy/web'])).toThrow(
      'all resources must be specified before environment changes: A=1 deploy/web',
    );
    expect(() => parseEnvironment(['A=1', 'A-'], '')).toThrow('can not both modify and remove');
    expect(() => parseEnvironment(['1A=1'], '')).toThrow('"1A" is not a valid key name');
  });
});

test.each([
  ['web', 'web', true],
  ['web', '*', true],
  ['web-1', 'web*', true],
  ['web', 'we', false],
])('container %s is meant by %s: %s', (name, spec, expected) => {
  expect(matchesName(name, spec)).toBe(expected);
});

test('a pod spec is found where its kind keeps it, and the rest is shared', () => {
  const spec = { containers: [{ name: 'a', image: 'x' }], initContainers: [{ name: 'i' }] };
  const deployment = { kind: 'Deployment', metadata: {}, spec: { template: { spec } } };
  const after = withPodSpec(deployment as unknown as KubeObject, (before: PodSpec) =>
    mapContainers(before, (container) => ({ ...container, image: 'y' })),
  );
  expect(after).toEqual({
    kind: 'Deployment',
    metadata: {},
    spec: {
      template: {
        spec: {
          containers: [{ name: 'a', image: 'y' }],
          initContainers: [{ name: 'i', image: 'y' }],
        },
      },
    },
  });
  expect(after.metadata).toBe(deployment.metadata);
  const service = { kind: 'Service' } as KubeObject;
  expect(() => withPodSpec(service, (before) => before)).toThrow(
    'the object is not a pod or does not have a pod template: *v1.Service',
  );
});

test('resource lists', () => {
  expect(parseResourceList('cpu=0.5,memory=1024Mi')).toEqual({ cpu: '500m', memory: '1Gi' });
  expect(() => parseResourceList('cpu')).toThrow(
    'Invalid argument syntax cpu, expected <resource>=<value>',
  );
});

test.each([
  ['nginx', true],
  ['nginx:1.21', true],
  ['localhost:5000/team/web_app:v1', true],
  ['registry.example.com/a/b@sha256:0123456789abcdef0123456789abcdef', true],
  ['bad image', false],
  ['Nginx', false],
  ['nginx:', false],
  ['', false],
])('%s is an image name: %s', (text, expected) => {
  expect(isImageName(text)).toBe(expected);
});

test.each([
  ['nginx', 'nginx'],
  ['docker.io/library/nginx:1.21', 'nginx'],
  ['a/b@sha256:0', 'b'],
])('the container of %s is called %s', (image, name) => {
  expect(containerName(image)).toBe(name);
});
