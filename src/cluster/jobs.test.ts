/** Jobs: to their end, in parallel, by index, given up, suspended, cleaned up. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { parseTime } from '#apimachinery/time.ts';
import { type Job, jobKind } from '#resources/job.ts';
import { TRACKING_FINALIZER } from '#resources/jobs/labels.ts';
import { type Pod, podKind } from '#resources/pod.ts';
import { type Session, startSession } from './testing.ts';

type Spec = Partial<Job['spec']>;

const job = (script: string, spec: Spec = {}, restartPolicy = 'Never'): Draft<Job> => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'work', namespace: 'default' },
  spec: {
    template: {
      spec: {
        restartPolicy,
        terminationGracePeriodSeconds: 1,
        containers: [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', script] }],
      },
    },
    ...spec,
  },
});

function started(draft: Draft<Job>, seconds: number): Session {
  const session = startSession();
  session.kubectl.create(jobKind, draft);
  session.advance(seconds);
  return session;
}

const read = ({ kubectl }: Session): Job => {
  const found = kubectl.get(jobKind, 'default', 'work');
  if (!found) throw new Error('jobs.batch "work" not found');
  return found;
};

/** "Failed BackoffLimitExceeded: Job has reached …" of every condition that is true. */
const conditions = (session: Session): readonly string[] =>
  (read(session).status.conditions ?? [])
    .filter(({ status }) => status === 'True')
    .map(({ type, reason, message }) => `${type} ${reason}: ${message}`);

const phases = (session: Session): readonly (string | undefined)[] =>
  session.pods().map(({ status }) => status.phase);

const created = (session: Session): readonly Pod[] =>
  [...session.pods()].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

describe('a job that works', () => {
  it('runs its pods to the end, counts each once and lets go of them', () => {
    const session = started(job('sleep 1', { completions: 4, parallelism: 2 }), 30);
    expect(read(session).status).toMatchObject({
      succeeded: 4,
      ready: 0,
      terminating: 0,
      uncountedTerminatedPods: {},
    });
    expect(conditions(session)).toEqual([
      'SuccessCriteriaMet CompletionsReached: Reached expected number of succeeded pods',
      'Complete CompletionsReached: Reached expected number of succeeded pods',
    ]);
    expect(phases(session)).toEqual(['Succeeded', 'Succeeded', 'Succeeded', 'Succeeded']);
    expect(session.pods().some(({ metadata }) => metadata.finalizers)).toBe(false);
    expect(session.events('work').at(-1)).toBe('Completed Job completed');
  });

  it('never runs more at a time than it may, and holds each until it is counted', () => {
    const session = startSession();
    let most = 0;
    let held = true;
    session.cluster.api.subscribe(({ type, object }) => {
      if (object.kind !== 'Pod') return;
      if (type === 'ADDED') held &&= object.metadata.finalizers?.[0] === TRACKING_FINALIZER;
      const active = session.pods().filter(({ status }) => status.phase !== 'Succeeded');
      most = Math.max(most, active.length);
    });
    session.kubectl.create(jobKind, job('sleep 1', { completions: 6, parallelism: 3 }));
    session.advance(40);
    expect(most).toBe(3);
    expect(held).toBe(true);
    expect(read(session).status.succeeded).toBe(6);
  });

  it('gives its labels to its pods and selects by its uid', () => {
    const session = started(job('sleep 60'), 3);
    const { metadata, spec } = read(session);
    const labels = {
      'batch.kubernetes.io/controller-uid': metadata.uid,
      'batch.kubernetes.io/job-name': 'work',
      'controller-uid': metadata.uid,
      'job-name': 'work',
    };
    expect(metadata.labels).toEqual(labels);
    expect(created(session)[0]?.metadata.labels).toEqual(labels);
    expect(spec.selector).toEqual({
      matchLabels: { 'batch.kubernetes.io/controller-uid': metadata.uid },
    });
  });
});

describe('a job that fails', () => {
  it('waits 10 s, then 20 s, and gives up beyond its limit', () => {
    const session = started(job('exit 3', { backoffLimit: 2 }), 60);
    expect(conditions(session)).toEqual([
      'FailureTarget BackoffLimitExceeded: Job has reached the specified backoff limit',
      'Failed BackoffLimitExceeded: Job has reached the specified backoff limit',
    ]);
    const times = session
      .pods()
      .map(({ metadata }) => parseTime(metadata.creationTimestamp) / 1000)
      .sort((a, b) => a - b);
    const [first = 0, second = 0, third = 0] = times;
    expect(second - first).toBeGreaterThanOrEqual(10);
    expect(third - second).toBeGreaterThanOrEqual(20);
    expect(times.length).toBe(3);
  });

  it('counts restarts of one pod where containers are restarted', () => {
    const session = started(job('exit 1', { backoffLimit: 2 }, 'OnFailure'), 60);
    expect(conditions(session)[1]).toContain('Failed BackoffLimitExceeded');
    expect(session.pods()).toEqual([]);
  });

  it('ends its pods when its time is over', () => {
    const session = started(job('sleep 600', { activeDeadlineSeconds: 5 }), 10);
    expect(conditions(session)).toEqual([
      'FailureTarget DeadlineExceeded: Job was active longer than specified deadline',
      'Failed DeadlineExceeded: Job was active longer than specified deadline',
    ]);
    expect(session.pods()).toEqual([]);
    expect(read(session).status.failed).toBe(1);
  });

  it('fails at once by its policy, or counts a failure for nothing', () => {
    const onExitCodes = { operator: 'In', values: [42] };
    const rules = (action: string) => ({ podFailurePolicy: { rules: [{ action, onExitCodes }] } });
    const failed = started(job('exit 42', rules('FailJob')), 20);
    const pod = failed.pods()[0]?.metadata.name;
    expect(conditions(failed)[1]).toBe(
      `Failed PodFailurePolicy: Container c for pod default/${pod} failed with exit code 42 matching FailJob rule at index 0`,
    );
    const ignored = started(job('exit 42', { ...rules('Ignore'), backoffLimit: 0 }), 20);
    expect(conditions(ignored)).toEqual([]);
    expect(read(ignored).status.failed).toBeUndefined();
  });
});

describe('a job with indexes', () => {
  const indexed: Spec = { completions: 4, parallelism: 4, completionMode: 'Indexed' };

  it('runs each index once, told by name, label and environment', () => {
    const session = started(job('test $JOB_COMPLETION_INDEX -lt 4', indexed), 20);
    expect(read(session).status).toMatchObject({ completedIndexes: '0-3', succeeded: 4 });
    const [first] = created(session);
    expect(first?.metadata.name).toMatch(/^work-0-/);
    expect(first?.spec.hostname).toBe('work-0');
    expect(first?.metadata.labels?.['batch.kubernetes.io/job-completion-index']).toBe('0');
  });

  it('gives up an index by itself, and says which', () => {
    const script = 'test $JOB_COMPLETION_INDEX != 2';
    const session = started(job(script, { ...indexed, backoffLimitPerIndex: 1 }), 60);
    expect(read(session).status).toMatchObject({
      completedIndexes: '0,1,3',
      failedIndexes: '2',
      failed: 2,
    });
    expect(conditions(session)[1]).toBe('Failed FailedIndexes: Job has failed indexes');
  });

  it('is done when its success policy says so', () => {
    const successPolicy = { rules: [{ succeededIndexes: '0' }] };
    const script = 'test $JOB_COMPLETION_INDEX = 0 || sleep 600';
    const session = started(job(script, { ...indexed, successPolicy }), 30);
    expect(conditions(session)).toEqual([
      'SuccessCriteriaMet SuccessPolicy: Matched rules at index 0',
      'Complete SuccessPolicy: Matched rules at index 0',
    ]);
    expect(phases(session)).toEqual(['Succeeded']);
  });
});

describe('a job is', () => {
  it('suspended and resumed', () => {
    const session = started(job('sleep 1', { suspend: true }), 5);
    expect(session.pods()).toEqual([]);
    expect(conditions(session)).toEqual(['Suspended JobSuspended: Job suspended']);
    const waiting = read(session);
    const resumed = { ...waiting, spec: { ...waiting.spec, suspend: false } };
    session.kubectl.update(jobKind, resumed);
    session.advance(15);
    expect(conditions(session)[1]).toContain('Complete');
    expect(session.events('work')).toContain('Resumed Job resumed');
  });

  it('deleted with its pods, which no finalizer holds back', () => {
    const session = started(job('sleep 600'), 5);
    session.kubectl.delete(jobKind, read(session), { propagationPolicy: 'Background' });
    session.advance(20);
    expect(session.pods()).toEqual([]);
  });

  it('deleted some time after its end, when it says so', () => {
    const session = started(job('true', { ttlSecondsAfterFinished: 30 }), 20);
    expect(conditions(session)[1]).toContain('Complete');
    session.advance(40);
    expect(session.kubectl.list(jobKind)).toEqual([]);
    expect(session.kubectl.list(podKind)).toEqual([]);
  });

  it("somebody else's, when it is managed by another controller", () => {
    const session = started(job('true', { managedBy: 'acme.io/jobs' }), 10);
    expect(session.pods()).toEqual([]);
    expect(read(session).status).toEqual({});
  });
});
