/** A variable as `declare -p` prints it. */
import type { Variable } from '../variables.ts';
import { arrayKeys } from './array-keys.ts';
import { doubleQuote } from './quote.ts';

/** "-x" ⇒ `declare -x NAME="value"` */
export function printVariable(name: string, variable: Variable): string {
  const letters = [
    variable.items === undefined ? '' : 'a',
    variable.map === undefined ? '' : 'A',
    variable.integer === true ? 'i' : '',
    variable.lower === true ? 'l' : '',
    variable.reference === undefined ? '' : 'n',
    variable.readonly === true ? 'r' : '',
    variable.upper === true ? 'u' : '',
    variable.exported === true ? 'x' : '',
  ].join('');
  const head = `declare -${letters === '' ? '-' : letters} ${name}`;
  const array = variable.items ?? variable.map;
  if (array !== undefined) {
    const cells = arrayKeys(variable).map((key) => {
      const value = variable.items?.get(Number(key)) ?? variable.map?.get(key) ?? '';
      return `[${key}]=${doubleQuote(value)}`;
    });
    const space = variable.map !== undefined && cells.length > 0 ? ' ' : '';
    return `${head}=(${cells.join(' ')}${space})`;
  }
  return variable.value === undefined ? head : `${head}=${doubleQuote(variable.value)}`;
}
