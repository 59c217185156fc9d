/** What `kubectl get jobs` shows. Mirrors kubernetes pkg/printers/internalversion/printers.go printJob. */
import { humanDuration } from '#apimachinery/duration.ts';
import type { Column } from '#apimachinery/kind.ts';

import { timeOf } from '#apimachinery/time.ts';
import { ageColumn, column, nameColumn } from '../columns.ts';
import type { Job } from '../types/job.ts';
import { containerColumns, labelSelectorColumn } from '../workloads.ts';
import { hasJobCondition } from './conditions.ts';

/** The first of them that is true is the word shown. */
const BEFORE_DELETION = ['Complete', 'Failed'];
const AFTER_DELETION = ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'];

/** `Complete`, `Running`, `Terminating`, … */
function jobStatusText(job: Job): string {
  const firstOf = (types: readonly string[]): string | undefined =>
    types.find((type) => hasJobCondition(job, type));
  const finished = firstOf(BEFORE_DELETION);
  if (finished) return finished;
  if (job.metadata.deletionTimestamp) return 'Terminating';
  return firstOf(AFTER_DELETION) ?? 'Running';
}

/** `2/4`; without a number of completions `0/1 of 3`. */
function completionsText({ spec, status }: Job): string {
  const succeeded = status.succeeded ?? 0;
  if (spec.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const { parallelism = 0 } = spec;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationText({ status }: Job, nowMs: number): string {
  if (!status.startTime) return '';
  const endMs = status.completionTime ? timeOf(status.completionTime) : nowMs;
  return humanDuration(endMs - timeOf(status.startTime));
}

const containersOf = ({ spec }: Job) => spec.template.spec?.containers ?? [];

export const jobColumns: readonly Column<Job>[] = [
  nameColumn,
  column('Status', 'Where the Job stands.', jobStatusText),
  column('Completions', 'How many pods succeeded, of how many wanted.', completionsText),
  column('Duration', 'From its start to its completion, or until now.', durationText),
  ageColumn,
  ...containerColumns(containersOf),
  labelSelectorColumn(),
];
