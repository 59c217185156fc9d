/** What a command line gave, asked by the options' long names. */

/** A long name and its value, in the order they came. */
export type Given = readonly (readonly [long: string, value: string])[];

export interface GivenReader {
  has(long: string): boolean;
  /** The last one given. */
  value(long: string): string | undefined;
  values(long: string): readonly string[];
  number(long: string): number | undefined;
}

export function readerOf(given: Given): GivenReader {
  const values = (long: string): readonly string[] =>
    given.filter(([each]) => each === long).map(([, value]) => value);
  const value = (long: string): string | undefined => values(long).at(-1);
  return {
    has: (long) => given.some(([each]) => each === long),
    value,
    values,
    number: (long) => {
      const last = value(long);
      return last === undefined ? undefined : Number(last);
    },
  };
}
