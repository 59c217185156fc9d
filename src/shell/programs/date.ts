/** `date`. */
import { formatDate } from '../calendar.ts';
import { parseDate } from '../date-text.ts';
import { resolvePath } from '../path.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

/** Prints the virtual time, in UTC. */
export const date: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'ud:I::Rr:s:3:f:',
    long: {
      utc: 'u',
      universal: 'u',
      date: 'd',
      'iso-8601': 'I',
      'rfc-email': 'R',
      'rfc-3339': '3',
      reference: 'r',
      set: 's',
      file: 'f',
    },
  });
  if (options.has('s')) throw new ProgramError('cannot set date: Operation not permitted');
  const now = context.clock.now();
  const wanted = options.value('d');
  const reference = options.value('r');
  const file =
    reference === undefined ? undefined : context.files.stat(resolvePath(context.cwd, reference));
  if (reference !== undefined && file === undefined)
    throw new ProgramError(`${reference}: No such file or directory`);
  const ms = file?.modifiedMs ?? (wanted === undefined ? now : parseDate(wanted, now));
  if (ms === undefined) throw new ProgramError(`invalid date ‘${wanted ?? ''}’`);
  const [operand, extra] = options.operands;
  const help = "\nTry 'date --help' for more information.";
  if (extra !== undefined) throw new ProgramError(`extra operand ‘${extra}’${help}`);
  if (operand !== undefined && !operand.startsWith('+') && wanted !== undefined)
    throw new ProgramError(
      `the argument ‘${operand}’ lacks a leading '+';\nwhen using an option to specify date(s), any non-option\nargument must be a format string beginning with '+'${help}`,
    );
  if (operand !== undefined && !operand.startsWith('+'))
    throw new ProgramError(`invalid date ‘${operand}’`);
  let format = operand?.slice(1) ?? '%a %b %e %H:%M:%S UTC %Y';
  const precision = options.value('I');
  const rfc = options.value('3');
  if (rfc !== undefined)
    format = rfc === 'date' ? '%F' : rfc === 'ns' ? '%F %T.%N+00:00' : '%F %T+00:00';
  if (options.has('R')) format = '%a, %d %b %Y %H:%M:%S +0000';
  if (precision !== undefined) {
    const shapes: Readonly<Record<string, string>> = {
      '': '%F',
      date: '%F',
      hours: '%FT%H+00:00',
      minutes: '%FT%H:%M+00:00',
      seconds: '%FT%T+00:00',
    };
    format = shapes[precision] ?? '%F';
  }
  await context.stdout.write(`${formatDate(format, ms)}\n`);
  return 0;
};
