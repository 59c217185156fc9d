/** Every builtin that is written in TypeScript. Adding one: its line in the file it belongs to. */
import { dates } from './dates.ts';
import { math } from './math.ts';
import type { Native } from './native.ts';
import { paths } from './paths.ts';
import { strings } from './strings.ts';
import { values } from './values.ts';

export type { Native } from './native.ts';

/** `name/arguments` ⇒ builtin. */
export const natives: ReadonlyMap<string, Native> = new Map([
  ...values,
  ...strings,
  ...paths,
  ...math,
  ...dates,
]);
