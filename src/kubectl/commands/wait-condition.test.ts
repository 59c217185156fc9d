/** What `wait --for` understands. */
import { expect, test } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import { parseAwaited } from './wait-condition.ts';

const pod = {
  metadata: { name: 'web', generation: 2 },
  status: {
    phase: 'Running',
    observedGeneration: 2,
    conditions: [
      { type: 'Ready', status: 'True' },
      { type: 'Old', status: 'True', observedGeneration: 1 },
    ],
  },
} as unknown as KubeObject;

test.each([
  ['condition=Ready', true],
  ['condition=ready=TRUE', true],
  ['condition=Ready=false', false],
  // A condition of an older generation says nothing of this one.
  ['condition=Old', false],
  ['condition=Missing', false],
  ['jsonpath={.status.phase}=Running', true],
  ["jsonpath='{.status.phase}'=Running".replaceAll("'", ''), true],
  ['jsonpath=.status.phase=Pending', false],
  ['jsonpath={.status.phase}', true],
  ['jsonpath={.status.nothing}', false],
  ['jsonpath={.status.conditions[?(@.type=="Ready")].status}=True', true],
])('%s is %s', (text, expected) => {
  const awaited = parseAwaited(text);
  expect(awaited.type === 'state' && awaited.isMet(pod)).toBe(expected);
});

test.each([
  ['ready', 'unrecognized condition: "ready"'],
  ['jsonpath={.a}=b=c', 'jsonpath wait format must be'],
  ['jsonpath={.a}=', 'jsonpath wait has to have a value after equal sign'],
])('%s is refused', (text, message) => {
  expect(() => parseAwaited(text)).toThrow(message);
});

test('deletion and creation', () => {
  expect(parseAwaited('delete')).toEqual({ type: 'delete' });
  expect(parseAwaited('Create')).toEqual({ type: 'create' });
});
