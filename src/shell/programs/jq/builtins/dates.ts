/** Times: seconds since 1970, broken down times, and texts. Everything is UTC. */
import { FilterError } from '../errors.ts';
import { type BrokenTime, brokenOf, printTime, scanTime, secondsOf } from '../time.ts';
import { isArray, type Value } from '../value.ts';
import { type Natives, plain } from './native.ts';

/** A broken down time as jq has it: `[2015,2,5,23,51,47,4,63]`. */
function brokenFrom(value: Value, name: string): BrokenTime {
  const asked = typeof value === 'number' ? brokenOf(value) : value;
  if (!isArray(asked)) throw new FilterError(`${name} requires parsed datetime inputs`);
  const parts = asked.map((part) => {
    if (typeof part !== 'number') throw new FilterError(`${name} requires parsed datetime inputs`);
    return part;
  });
  if (parts.length < 6) throw new FilterError(`${name} requires parsed datetime inputs`);
  return parts;
}

function gmtime(value: Value, name: string): Value {
  if (typeof value !== 'number') throw new FilterError(`${name}() requires numeric inputs`);
  return brokenOf(value);
}

function mktime(value: Value): Value {
  if (!isArray(value)) throw new FilterError('mktime requires array inputs');
  return secondsOf(brokenFrom(value, 'mktime'));
}

function strftime(name: string): Natives[number] {
  return plain(`${name}/1`, (value, format = null) => {
    const time = brokenFrom(value, `${name}/1`);
    if (typeof format !== 'string') throw new FilterError(`${name}/1 requires a string format`);
    return printTime(time, format);
  });
}

function strptime(value: Value, format: Value): Value {
  if (typeof value !== 'string' || typeof format !== 'string') {
    throw new FilterError('strptime/1 requires string inputs and arguments');
  }
  const time = scanTime(value, format);
  if (!time) throw new FilterError(`date "${value}" does not match format "${format}"`);
  return time;
}

export const dates: Natives = [
  plain('gmtime/0', (value) => gmtime(value, 'gmtime')),
  plain('localtime/0', (value) => gmtime(value, 'localtime')),
  plain('mktime/0', mktime),
  strftime('strftime'),
  strftime('strflocaltime'),
  plain('strptime/1', (value, format = null) => strptime(value, format)),
];
