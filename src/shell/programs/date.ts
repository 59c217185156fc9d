/** `date`. */
import { daysFromCivil, formatDate } from '../calendar.ts';
import type { Program } from '../program.ts';
import { ProgramError } from '../program-error.ts';
import { parseOptions } from './options.ts';

const unitsMs: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  fortnight: 1_209_600_000,
};

/** "@0", "2026-01-31 10:00", "yesterday", "2 hours ago" ⇒ ms; undefined when it is no date. */
function parseDate(text: string, nowMs: number): number | undefined {
  const words = text.trim();
  if (/^@-?\d+(?:\.\d+)?$/.test(words)) return Number(words.slice(1)) * 1000;
  if (words === '' || words === 'now' || words === 'today') return nowMs;
  if (words === 'yesterday') return nowMs - 86_400_000;
  if (words === 'tomorrow') return nowMs + 86_400_000;
  const relative = /^(?:(.*?)\s*)?([-+]?\s*\d+|next|last)\s*([a-z]+?)s?(\s+ago)?$/i.exec(words);
  const unit = unitsMs[relative?.[3]?.toLowerCase() ?? ''];
  if (relative !== null && unit !== undefined) {
    const base =
      relative[1] === undefined || relative[1] === '' ? nowMs : parseDate(relative[1], nowMs);
    const amount =
      relative[2] === 'next'
        ? 1
        : relative[2] === 'last'
          ? -1
          : Number((relative[2] ?? '').replace(/\s/g, ''));
    return base === undefined
      ? undefined
      : base + amount * unit * (relative[4] === undefined ? 1 : -1);
  }
  const iso =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?\s*(Z|UTC|[-+]\d\d:?\d\d)?$/.exec(
      words,
    );
  if (iso === null) return undefined;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] =
    iso;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31)
    return undefined;
  const offset = /^([-+])(\d\d):?(\d\d)$/.exec(zone);
  const shift =
    offset === null
      ? 0
      : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  const minutes = Number(hour) * 60 + Number(minute) - shift;
  return (
    days * 86_400_000 +
    minutes * 60_000 +
    Number(second) * 1000 +
    Math.floor(Number(`0.${fraction}`) * 1000)
  );
}

/** Prints the virtual time, in UTC. */
export const date: Program = async (context) => {
  const options = parseOptions(context, {
    short: 'ud:I::Rr:s:',
    long: { utc: 'u', universal: 'u', date: 'd', 'iso-8601': 'I', 'rfc-email': 'R', set: 's' },
  });
  if (options.has('s')) throw new ProgramError('cannot set date: Operation not permitted');
  const now = context.clock.now();
  const wanted = options.value('d');
  const ms = wanted === undefined ? now : parseDate(wanted, now);
  if (ms === undefined) throw new ProgramError(`invalid date ‘${wanted ?? ''}’`);
  const [operand, extra] = options.operands;
  if (extra !== undefined)
    throw new ProgramError(`extra operand ‘${extra}’\nTry 'date --help' for more information.`);
  if (operand !== undefined && !operand.startsWith('+'))
    throw new ProgramError(`invalid date ‘${operand}’`);
  let format = operand?.slice(1) ?? '%a %b %e %H:%M:%S UTC %Y';
  const precision = options.value('I');
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
