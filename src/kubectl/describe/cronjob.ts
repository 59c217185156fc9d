/** `kubectl describe cronjob` */
import { printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import type { CronJob } from '#resources/cronjob.ts';
import type { Event } from '#resources/event.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { writePodTemplate } from './pod-template.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

const UNSET = '<unset>';

/** true ⇒ "True" */
const boolText = (value: boolean | undefined): string =>
  value === undefined ? UNSET : value ? 'True' : 'False';
const secondsText = (seconds: number | undefined): string =>
  seconds === undefined ? UNSET : `${seconds}s`;

function writeJobTemplate(w: PrefixWriter, { spec }: CronJob['spec']['jobTemplate']): void {
  const { selector, parallelism = UNSET, completions = UNSET, activeDeadlineSeconds } = spec;
  w.write(0, `Selector:\t${selector ? printSelector(selectorOfObject(selector)) : UNSET}\n`);
  w.write(0, `Parallelism:\t${parallelism}\n`);
  w.write(0, `Completions:\t${completions}\n`);
  if (activeDeadlineSeconds !== undefined)
    w.write(0, `Active Deadline Seconds:\t${activeDeadlineSeconds}s\n`);
  writePodTemplate(w, spec.template);
}

/** Mirrors kubectl pkg/describe/describe.go describeCronJob. */
export const describeCronJob = (
  cronJob: CronJob,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { spec, status } = cronJob;
    const { lastScheduleTime, active = [] } = status;
    writeName(w, cronJob);
    writeLabelsAndAnnotations(w, cronJob);
    w.write(0, `Schedule:\t${spec.schedule}\n`);
    w.write(0, `Concurrency Policy:\t${spec.concurrencyPolicy ?? ''}\n`);
    w.write(0, `Suspend:\t${boolText(spec.suspend)}\n`);
    w.write(0, `Successful Job History Limit:\t${spec.successfulJobsHistoryLimit ?? UNSET}\n`);
    w.write(0, `Failed Job History Limit:\t${spec.failedJobsHistoryLimit ?? UNSET}\n`);
    w.write(0, `Starting Deadline Seconds:\t${secondsText(spec.startingDeadlineSeconds)}\n`);
    writeJobTemplate(w, spec.jobTemplate);
    w.write(0, `Last Schedule Time:\t${lastScheduleTime ? longTime(lastScheduleTime) : UNSET}\n`);
    w.write(0, `Active Jobs:\t${active.map(({ name }) => name ?? '').join(', ') || '<none>'}\n`);
    writeEvents(w, events, nowMs);
  });

export const cronJobDescriber: Describer = {
  group: 'batch',
  kind: 'CronJob',
  describe: async (world, object) =>
    describeCronJob(object as CronJob, await eventsOf(world, object), world.nowMs),
};
