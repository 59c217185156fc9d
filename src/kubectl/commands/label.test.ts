/** The grammar of labels, pairs and taints on the command line. */
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import { labelOutcome, parseLabels } from './label.ts';
import { withMapChanges } from './metadata-change.ts';
import { parsePairs, splitPairs } from './set/pairs.ts';
import { changeTaints, checkPresent, parseTaints, type Taint } from './taint-text.ts';

describe('labels', () => {
  test('are set and removed', () => {
    expect(parseLabels(['a=1', 'b=', 'c-'])).toEqual({
      set: new Map([
        ['a', '1'],
        ['b', ''],
      ]),
      remove: ['c'],
    });
  });

  test.each([
    ['a', 'unknown label spec: a'],
    ['a=b=c', 'invalid label spec: a=b=c'],
    ['a=b!', 'invalid label value: "a=b!": a valid label must be'],
  ])('%s is refused', (spec, message) => {
    expect(() => parseLabels([spec])).toThrow(message);
  });

  test('one label cannot be both', () => {
    expect(() => parseLabels(['a=1', 'a-'])).toThrow(
      'can not both modify and remove a label in the same command',
    );
  });

  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web',
      uid: 'u',
      resourceVersion: '1',
      creationTimestamp: '',
      labels: { a: '1' },
    },
  } as KubeObject;
  test.each([
    [['b=2'], false, 'labeled'],
    [['a=1'], false, 'not labeled'],
    [['a-'], false, 'unlabeled'],
    [['c-'], false, 'not labeled'],
    // With --overwrite a removal is told as a change.
    [['a-'], true, 'labeled'],
  ])('%j (overwrite %s) ⇒ %s', (specs, overwrite, outcome) => {
    const after = withMapChanges(pod, 'labels', parseLabels(specs));
    expect(labelOutcome(pod, after, overwrite)).toBe(outcome);
  });
});

describe('pairs', () => {
  test('come after resources', () => {
    expect(splitPairs(['pod', 'web', 'a=1', 'b-'], 'label')).toEqual({
      resources: ['pod', 'web'],
      pairs: ['a=1', 'b-'],
    });
    expect(() => splitPairs(['a=1', 'pod'], 'label')).toThrow(
      'all resources must be specified before label changes: pod',
    );
  });

  test('keep everything after the first equals sign', () => {
    expect(parsePairs(['a=b=c'], 'annotation', true).set.get('a')).toBe('b=c');
    expect(() => parsePairs(['a-'], 'image', false)).toThrow('invalid image format: a-');
  });
});

describe('taints', () => {
  const gpu: Taint = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };

  test.each([
    ['dedicated=gpu:Bogus', 'invalid taint effect: Bogus, unsupported taint effect'],
    ['dedicated=gpu', 'invalid taint spec: dedicated=gpu'],
    ['dedicated', 'invalid taint spec: dedicated'],
    ['a:b:c', 'invalid taint spec: a:b:c'],
  ])('%s is refused', (spec, message) => {
    expect(() => parseTaints([spec])).toThrow(message);
  });

  const other: Taint = { key: 'other', effect: 'NoExecute' };
  test.each([
    [[], ['dedicated=gpu:NoSchedule'], 'tainted', [gpu]],
    [[gpu], ['dedicated:NoSchedule-'], 'untainted', []],
    [[gpu], ['dedicated-'], 'untainted', []],
    // New taints stand before those that were there.
    [[gpu], ['other:NoExecute'], 'tainted', [other, gpu]],
    [[gpu], ['other:NoExecute', 'dedicated-'], 'modified', [other]],
  ])('%j with %j is %s', (present, specs, operation, taints) => {
    expect(changeTaints(present, parseTaints(specs), false)).toEqual({ operation, taints });
  });

  test('with --overwrite everything is modified', () => {
    const changes = parseTaints(['dedicated=cpu:NoSchedule']);
    expect(changeTaints([gpu], changes, true)).toEqual({
      taints: [{ key: 'dedicated', value: 'cpu', effect: 'NoSchedule' }],
      operation: 'modified',
    });
  });

  test('what is there is not added again, what is missing is not removed', () => {
    expect(() => checkPresent('n1', [gpu], [gpu])).toThrow(
      'node n1 already has dedicated taint(s) with same effect(s) and --overwrite is false',
    );
    expect(() => changeTaints([], parseTaints(['a:NoExecute-']), false)).toThrow(
      'taint "a:NoExecute" not found',
    );
  });
});
