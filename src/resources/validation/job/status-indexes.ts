/** The sets of indexes in a Job's status. Mirrors kubernetes pkg/apis/batch/validation/validation.go validateJobStatus. */
import { invalid } from '#apimachinery/field-error.ts';
import { isIndexed } from '../../jobs/conditions.ts';
import { checkIndexes, parseIntervals } from '../../jobs/indexes.ts';
import type { Job } from '../../types/job.ts';
import { type FieldErrors, none } from '../fields.ts';

const COMPLETED = 'status.completedIndexes';
const FAILED = 'status.failedIndexes';

function validateFormat(field: string, text: string, completions: number | undefined): FieldErrors {
  if (completions === undefined) return none;
  const { error } = checkIndexes(text, completions);
  const name = field.slice('status.'.length);
  return error ? [invalid(field, text, `error parsing ${name}: ${error}`)] : none;
}

/** An index cannot have done both. */
function validateOverlap({ status, spec }: Job): FieldErrors {
  const { completedIndexes, failedIndexes } = status;
  if (!completedIndexes || !failedIndexes || spec.completions === undefined) return none;
  const failed = parseIntervals(failedIndexes, spec.completions);
  for (const done of parseIntervals(completedIndexes, spec.completions)) {
    const both = failed.find(({ first, last }) => done.first <= last && first <= done.last);
    if (!both) continue;
    const at = Math.max(done.first, both.first);
    const why = `failedIndexes and completedIndexes overlap at index: ${at}`;
    return [invalid(FAILED, failedIndexes, why)];
  }
  return none;
}

/** Judges only what changed. */
export function validateStatusIndexes(next: Job, old: Job): FieldErrors {
  const { completedIndexes = '', failedIndexes } = next.status;
  const { completions, backoffLimitPerIndex } = next.spec;
  const completed = completedIndexes !== (old.status.completedIndexes ?? '');
  const failed = failedIndexes !== old.status.failedIndexes;
  const isPerIndex = backoffLimitPerIndex !== undefined;
  const alone = 'cannot set non-empty completedIndexes when non-indexed completion mode';
  const unlimited = 'cannot set non-null failedIndexes when backoffLimitPerIndex is null';
  return [
    ...(completed ? validateFormat(COMPLETED, completedIndexes, completions) : none),
    ...(failed && isPerIndex && failedIndexes !== undefined
      ? validateFormat(FAILED, failedIndexes, completions)
      : none),
    ...(completed && completedIndexes !== '' && !isIndexed(next)
      ? [invalid(COMPLETED, completedIndexes, alone)]
      : none),
    ...(failed && !isPerIndex && failedIndexes !== undefined
      ? [invalid(FAILED, failedIndexes, unlimited)]
      : none),
    ...(failed || completed ? validateOverlap(next) : none),
  ];
}
