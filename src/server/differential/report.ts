/** What differs, as a person reads it: the line, then both outputs as a diff. */
import { createTwoFilesPatch } from 'diff';
import type { Difference } from './hunt.ts';
import { printLine } from './line.ts';
import { masked } from './outcome.ts';

const LONGEST = 60;

function patchOf(name: string, real: string, ours: string): string {
  if (masked(real) === masked(ours)) return '';
  const patch = createTwoFilesPatch('real', 'ours', masked(real), masked(ours), '', '', {
    context: 2,
  });
  const rows = patch.split('\n').slice(3);
  const shown = rows.length > LONGEST ? [...rows.slice(0, LONGEST), '…'] : rows;
  return `  ${name}:\n${shown
    .map((row) => `    ${row}`)
    .join('\n')
    .trimEnd()}\n`;
}

export function printDifference({ at, trial, shortest, after, reason }: Difference): string {
  const { real, ours, realState, oursState, line } = shortest;
  const text = printLine(line);
  const asMade = printLine(trial.line);
  return [
    `#${at} $ ${text}\n`,
    asMade === text ? '' : `  made as: ${asMade}\n`,
    ...after.map((each) => `  after: ${printLine(each)}\n`),
    reason ? `  known: ${reason}\n` : '',
    real.exit === ours.exit ? '' : `  exit: real ${real.exit}, ours ${ours.exit}\n`,
    patchOf('stdout', real.stdout, ours.stdout),
    patchOf('stderr', real.stderr, ours.stderr),
    patchOf('state', realState, oursState),
  ].join('');
}
