/** How a filter fails while it runs. */
import { printShort } from './print.ts';
import { typeOf, type Value } from './value.ts';

/** An error with its value: what `catch` sees. */
export class FilterError extends Error {
  override name = 'FilterError';
  readonly value: Value;

  constructor(value: Value) {
    super(typeof value === 'string' ? value : 'error');
    this.value = value;
  }
}

/** `break $out`, on its way to its label. */
export class BreakJump extends Error {
  override name = 'BreakJump';
  readonly label: object;

  constructor(label: object) {
    super('break');
    this.label = label;
  }
}

/** `halt`, `halt_error`. */
export class HaltJump extends Error {
  override name = 'HaltJump';
  readonly status: number;
  readonly value: Value | undefined;

  constructor(status: number, value?: Value) {
    super('halt');
    this.status = status;
    this.value = value;
  }
}

/** So many bytes of a value are shown in a message, and one. */
const SHOWN = 15;

/** `object ({"a":1})` */
export const described = (value: Value): string => `${typeOf(value)} (${printShort(value, SHOWN)})`;
