/** awk's variables: scalars and arrays, global or a function's own. */
import { ProgramError } from '../../program-error.ts';
import type { Value } from './values.ts';

/** Holds a scalar or an array, once it is known which. */
export interface Cell {
  value?: Value | undefined;
  array?: Map<string, Value> | undefined;
  /** The caller's variable: becomes an array together with this one. */
  origin?: Cell | undefined;
}

/** What the interpreter of statements adds. */
export interface Callbacks {
  call(name: string, frame: Map<string, Cell>): Promise<Value>;
  /** The next record of the main input. */
  nextRecord(): Promise<string | undefined>;
}

/** The array in a cell, made when nothing is there yet. */
export function arrayOf(cell: Cell, name: string): Map<string, Value> {
  if (cell.value !== undefined)
    throw new ProgramError(`run time error: can't use scalar ${name} as array`, 2);
  if (cell.array === undefined) {
    cell.array = cell.origin === undefined ? new Map() : arrayOf(cell.origin, name);
  }
  return cell.array;
}

/** Global variables under the locals of the functions that run. */
export class Cells {
  readonly #globals = new Map<string, Cell>();
  readonly #frames: Map<string, Cell>[] = [];

  get(name: string): Cell {
    const local = this.#frames.at(-1)?.get(name);
    if (local !== undefined) return local;
    let cell = this.#globals.get(name);
    if (cell === undefined) {
      cell = {};
      this.#globals.set(name, cell);
    }
    return cell;
  }

  push(frame: Map<string, Cell>): void {
    if (this.#frames.length > 1000) throw new ProgramError('function call nesting too deep', 2);
    this.#frames.push(frame);
  }

  pop(): void {
    this.#frames.pop();
  }
}
