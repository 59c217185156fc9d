/** An error of a running awk program. */
import { ProgramError } from '../../program-error.ts';
import type { Evaluator } from './evaluator.ts';

/** mawk's words, and where it was. */
export function runTimeError(evaluator: Evaluator, why: string): ProgramError {
  const value = (name: string) => evaluator.variableText(name);
  const place = `FILENAME="${value('FILENAME')}" FNR=${value('FNR')} NR=${value('NR')}`;
  return new ProgramError(`run time error: ${why}\n\t${place}`, 2);
}
