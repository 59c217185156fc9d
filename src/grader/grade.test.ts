import { describe, expect, it } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Check, Exercise } from './exercise.ts';
import { type Attempt, grade } from './grade.ts';
import type { Change } from './world.ts';

const T0 = 1_000_000;

const pod = (name: string, ready: boolean): KubeObject & { status: unknown } => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'default',
    uid: name,
    resourceVersion: '1',
    creationTimestamp: '2026-01-05T09:00:00Z',
    labels: { app: 'web' },
  },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

const at = (seconds: number, type: Change['type'], object: KubeObject): Change => ({
  type,
  object,
  timeMs: T0 + seconds * 1000,
});

const readyPods: Check = {
  that: 'two pods are ready',
  observe: 'pods("app=web").filter(p, ready(p)).size()',
  atLeast: 2,
  evidence: 'kubectl get pods',
};

function gradeOne(check: Partial<Check>, attempt: Partial<Attempt> = {}) {
  const exercise: Exercise = {
    title: 't',
    lesson: 'l',
    goal: 'g',
    hints: ['h'],
    checks: [{ ...readyPods, ...check }],
  };
  const changes = attempt.changes ?? [];
  const nowMs = attempt.nowMs ?? changes.at(-1)?.timeMs ?? T0;
  const start = [pod('a', true), pod('b', true)];
  const whole = { startMs: T0, nowMs, start, changes, commands: [], atRest: true, ...attempt };
  return grade(exercise, whole).checks[0];
}

/** b fails at 10 s and is ready again at 40 s. */
const dip = [at(10, 'MODIFIED', pod('b', false)), at(40, 'MODIFIED', pod('b', true))];

describe('grade', () => {
  it('now: what counts is the end, and since when it is so', () => {
    expect(gradeOne({}, { changes: dip })).toMatchObject({
      state: 'pass',
      expected: 'at least 2',
      observed: '2',
      since: '00:00:40',
    });
  });

  it('always: one breach fails, with when it was and when it was over', () => {
    expect(gradeOne({ when: 'always' }, { changes: dip })).toMatchObject({
      state: 'fail',
      observed: '1, from 00:00:10 to 00:00:40',
      since: '00:00:10',
    });
    expect(gradeOne({ when: 'always' }, { changes: dip.slice(0, 1) })).toMatchObject({
      observed: '1, from 00:00:10 until now',
    });
    expect(gradeOne({ when: 'always' })).toMatchObject({ state: 'pass' });
  });

  it('ever: once is enough', () => {
    const one = { atMost: 1, when: 'ever' } as const;
    const { atLeast: _, ...rest } = readyPods;
    const check = { ...rest, ...one };
    const graded = (changes: Change[]) =>
      grade(
        { title: 't', lesson: 'l', goal: 'g', hints: ['h'], checks: [check] },
        {
          startMs: T0,
          nowMs: T0,
          start: [pod('a', true), pod('b', true)],
          changes,
          commands: [],
          atRest: true,
        },
      ).checks[0]?.state;
    expect(graded(dip)).toBe('pass');
    expect(graded([])).toBe('fail');
  });

  it('within: late is a fail, early enough a pass, and before the time is over a wait', () => {
    const start = [pod('a', true)];
    const soon = { when: 'within 30s' } as const;
    const added = (seconds: number) => [at(seconds, 'ADDED', pod('b', true))];
    expect(gradeOne(soon, { start, changes: added(20) })?.state).toBe('pass');
    expect(gradeOne(soon, { start, changes: added(31) })?.state).toBe('fail');
    expect(gradeOne(soon, { start, nowMs: T0 + 5000 })?.state).toBe('wait');
  });

  it('not yet differs from wrong: while the cluster is at work', () => {
    const start = [pod('a', true)];
    expect(gradeOne({}, { start, atRest: false })).toMatchObject({
      state: 'wait',
      note: 'not yet: the cluster is still at work',
    });
    expect(gradeOne({}, { start })?.state).toBe('fail');
  });

  it('says what is missing instead of a value', () => {
    expect(gradeOne({ observe: 'deployment("web").spec.replicas' })).toMatchObject({
      state: 'fail',
      observed: 'there is no Deployment web',
    });
  });

  it('a pod on its way out is not ready', () => {
    const leaving = pod('b', true);
    const metadata = { ...leaving.metadata, deletionTimestamp: '2026-01-05T09:00:30Z' };
    expect(gradeOne({}, { changes: [at(1, 'MODIFIED', { ...leaving, metadata })] })?.state).toBe(
      'fail',
    );
  });

  it('answers a misconception only while the exercise is not passed', () => {
    const exercise: Exercise = {
      title: 't',
      lesson: 'l',
      goal: 'g',
      hints: ['h'],
      checks: [readyPods],
      misconceptions: [{ name: 'm', when: 'ran("kubectl  edit pod")', say: 'edit the template' }],
    };
    const attempt = {
      startMs: T0,
      nowMs: T0,
      changes: [],
      commands: ['kubectl edit pod a'],
      atRest: true,
    };
    expect(grade(exercise, { ...attempt, start: [] }).misconception).toBe('edit the template');
    expect(grade(exercise, { ...attempt, start: [pod('a', true), pod('b', true)] })).toMatchObject({
      passed: true,
    });
  });

  it('a check that is not CEL is our mistake, named', () => {
    expect(() => gradeOne({ observe: '1 +' })).toThrow(/1 \+: Unexpected token/);
  });
});
