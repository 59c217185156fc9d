/** `${a[@]:1:2}` of an array with gaps. */
import { ExpansionError } from '../execute/flow.ts';
import type { ParameterValue } from './parameter-value.ts';

/** An array is cut by its indices: what isn't there isn't counted. */
export function sliceItems(
  items: ReadonlyMap<number, string>,
  from: number,
  length: number | undefined,
  value: ParameterValue,
): ParameterValue {
  const keys = [...items.keys()].sort((a, b) => a - b);
  const first = from < 0 ? from + (keys.at(-1) ?? -1) + 1 : from;
  if (length !== undefined && length < 0) {
    throw new ExpansionError(`${length}: substring expression < 0`);
  }
  const wanted = first < 0 ? [] : keys.filter((key) => key >= first).slice(0, length);
  return { ...value, values: wanted.map((key) => items.get(key) ?? '') };
}
