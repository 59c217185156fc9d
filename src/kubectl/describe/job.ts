/** `kubectl describe job` */
import { humanDuration } from '#apimachinery/duration.ts';
import { printSelector, selectorOfObject } from '#apimachinery/selector.ts';
import { timeOf } from '#apimachinery/time.ts';
import type { Event } from '#resources/event.ts';
import type { Job } from '#resources/job.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeController, writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { writePodTemplate } from './pod-template.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { longTime } from './time-text.ts';

const INDEXES_SHOWN = 50;

/** "0,2-4"; a long list is cut at the next comma after 50 letters. Mirrors capIndexesListOrNone. */
function indexesText(indexes: string | undefined): string {
  if (!indexes) return '<none>';
  const comma = indexes.indexOf(',', INDEXES_SHOWN);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}

/** A line for what is set; nothing for what is not. */
function writeSet(w: PrefixWriter, title: string, value: string | number | boolean | undefined) {
  if (value !== undefined) w.write(0, `${title}:\t${value}\n`);
}

function writeTimes(w: PrefixWriter, { spec, status }: Job): void {
  const { startTime, completionTime } = status;
  if (startTime) w.write(0, `Start Time:\t${longTime(startTime)}\n`);
  if (completionTime) w.write(0, `Completed At:\t${longTime(completionTime)}\n`);
  if (startTime && completionTime)
    w.write(0, `Duration:\t${humanDuration(timeOf(completionTime) - timeOf(startTime))}\n`);
  const { activeDeadlineSeconds: seconds } = spec;
  writeSet(w, 'Active Deadline Seconds', seconds === undefined ? undefined : `${seconds}s`);
}

function writePodCounts(w: PrefixWriter, { status }: Job): void {
  const { active = 0, ready, succeeded = 0, failed = 0 } = status;
  const running = ready === undefined ? `${active} Active` : `${active} Active (${ready} Ready)`;
  w.write(0, `Pods Statuses:\t${running} / ${succeeded} Succeeded / ${failed} Failed\n`);
}

/** Mirrors kubectl pkg/describe/describe.go describeJob. */
export const describeJob = (
  job: Job,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { spec, status } = job;
    writeName(w, job);
    w.write(0, `Selector:\t${printSelector(selectorOfObject(spec.selector))}\n`);
    writeLabelsAndAnnotations(w, job);
    writeController(w, job);
    writeSet(w, 'Parallelism', spec.parallelism);
    w.write(0, `Completions:\t${spec.completions ?? '<unset>'}\n`);
    writeSet(w, 'Completion Mode', spec.completionMode);
    writeSet(w, 'Suspend', spec.suspend);
    writeSet(w, 'Backoff Limit', spec.backoffLimit);
    writeSet(w, 'TTL Seconds After Finished', spec.ttlSecondsAfterFinished);
    writeTimes(w, job);
    writePodCounts(w, job);
    if (spec.completionMode === 'Indexed')
      w.write(0, `Completed Indexes:\t${indexesText(status.completedIndexes)}\n`);
    writePodTemplate(w, spec.template);
    writeEvents(w, events, nowMs);
  });

export const jobDescriber: Describer = {
  group: 'batch',
  kind: 'Job',
  describe: async (world, object) =>
    describeJob(object as Job, await eventsOf(world, object), world.nowMs),
};
