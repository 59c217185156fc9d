/** CronJobs: a Job at each time, what keeps it back, and what is kept. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '#apimachinery/object.ts';
import { type CronJob, cronJobKind } from '#resources/cronjob.ts';
import { jobKind } from '#resources/job.ts';
import { type Session, startSession } from './testing.ts';

const cron = (script: string, spec: Partial<CronJob['spec']> = {}): Draft<CronJob> => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'tick', namespace: 'default' },
  spec: {
    schedule: '* * * * *',
    jobTemplate: {
      spec: {
        template: {
          spec: {
            restartPolicy: 'Never',
            terminationGracePeriodSeconds: 1,
            containers: [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', script] }],
          },
        },
      },
    },
    ...spec,
  },
});

/** 2026-01-05T09:05:00Z in minutes since 1970: when the cluster of a test is warm. */
const START_MINUTE = 29_460_065;

function started(draft: Draft<CronJob>, seconds: number): Session {
  const session = startSession();
  session.kubectl.create(cronJobKind, draft);
  session.advance(seconds);
  return session;
}

const jobs = ({ kubectl }: Session): readonly number[] =>
  kubectl.list(jobKind).map(({ metadata }) => Number(metadata.name.slice(5)) - START_MINUTE);
const read = ({ kubectl }: Session) => kubectl.get(cronJobKind, 'default', 'tick');

describe('a CronJob', () => {
  it('makes a Job each minute, named after it, and keeps three', () => {
    const session = started(cron('true'), 150);
    expect(jobs(session)).toEqual([1, 2]);
    session.advance(180);
    expect(jobs(session)).toEqual([3, 4, 5]);
    expect(read(session)?.status.active).toBeUndefined();
    expect(session.events('tick')).toContain(
      `SawCompletedJob Saw completed job: tick-${START_MINUTE + 1}, condition: Complete`,
    );
    expect(session.events('tick')).toContain(
      `SuccessfulDelete Deleted job tick-${START_MINUTE + 1}`,
    );
  });

  it('keeps one that failed', () => {
    const session = started(cron('exit 1'), 200);
    const template = read(session)?.spec.jobTemplate;
    expect(template?.spec.backoffLimit).toBeUndefined();
    expect(jobs(session)).toEqual([1, 2, 3]);
  });

  it.each([
    ['Allow', [1, 2, 3], 3],
    ['Forbid', [1], 1],
    ['Replace', [3], 1],
  ])('lets Jobs meet as %s says', (concurrencyPolicy, left, active) => {
    const session = started(cron('sleep 600', { concurrencyPolicy }), 190);
    expect(jobs(session)).toEqual(left);
    expect(read(session)?.status.active?.length).toBe(active);
  });

  it('says that a Job still runs', () => {
    const session = started(cron('sleep 600', { concurrencyPolicy: 'Forbid' }), 130);
    expect(session.events('tick')).toContain(
      'JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid',
    );
  });

  it('does nothing while suspended, and the newest missed start afterwards', () => {
    const session = started(cron('true', { suspend: true }), 200);
    expect(jobs(session)).toEqual([]);
    const found = read(session);
    if (!found) throw new Error('no cron job');
    session.kubectl.update(cronJobKind, { ...found, spec: { ...found.spec, suspend: false } });
    session.advance(5);
    expect(jobs(session)).toEqual([3]);
  });

  it('passes over a start that is too late', () => {
    const session = started(cron('true', { suspend: true, startingDeadlineSeconds: 10 }), 200);
    const found = read(session);
    if (!found) throw new Error('no cron job');
    session.kubectl.update(cronJobKind, { ...found, spec: { ...found.spec, suspend: false } });
    session.advance(5);
    expect(jobs(session)).toEqual([]);
  });

  it('tells its Job when it was due, in its own time zone', () => {
    const session = started(cron('true', { timeZone: 'Asia/Kolkata' }), 70);
    const [made] = session.kubectl.list(jobKind);
    expect(made?.metadata.annotations).toEqual({
      'batch.kubernetes.io/cronjob-scheduled-timestamp': '2026-01-05T14:36:00+05:30',
    });
  });
});
