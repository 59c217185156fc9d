/** One requirement of a label selector, and what makes it valid. Mirrors apimachinery pkg/labels NewRequirement. */
import { labelValueErrors, qualifiedNameErrors } from './names.ts';
import { ParseError } from './parse-error.ts';

export type Operator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

const quote = (value: string): string => JSON.stringify(value);
const NO_VALUES = "for 'in', 'notin' operators, values set can't be empty";

/** Throws for a key that can't be a label's: `<nil>: Invalid value: "a b": name part must …`. */
export function checkKey(key: string): void {
  const errors = qualifiedNameErrors(key);
  if (errors.length > 0)
    throw new ParseError(`<nil>: Invalid value: ${quote(key)}: ${errors.join('; ')}`);
}

function numberErrors(values: readonly string[]): string[] {
  if (values.length !== 1) {
    return [
      `values: Invalid value: ${JSON.stringify(values)}: for 'Gt', 'Lt' operators, exactly one value is required`,
    ];
  }
  return values
    .filter((value) => !/^[+-]?\d+$/.test(value))
    .map(
      (value, at) =>
        `values[${at}]: Invalid value: ${quote(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
    );
}

function problems(key: string, operator: Operator, values: readonly string[]): string[] {
  const found: string[] = [];
  const keyErrors = qualifiedNameErrors(key);
  if (keyErrors.length > 0)
    found.push(`key: Invalid value: ${quote(key)}: ${keyErrors.join('; ')}`);
  if ((operator === 'in' || operator === 'notin') && values.length === 0) {
    found.push(`values: Invalid value: []: ${NO_VALUES}`);
  }
  if (operator === 'gt' || operator === 'lt') found.push(...numberErrors(values));
  values.forEach((value, at) => {
    const errors = labelValueErrors(value);
    if (errors.length > 0)
      found.push(`values[${at}][${key}]: Invalid value: ${quote(value)}: ${errors.join('; ')}`);
  });
  return found;
}

/** A requirement, or a ParseError in upstream's words. */
export function requirement(
  key: string,
  operator: Operator,
  values: readonly string[],
): Requirement {
  const found = problems(key, operator, values);
  if (found.length === 1) throw new ParseError(found[0]);
  if (found.length > 1) throw new ParseError(`[${found.join(', ')}]`);
  return { key, operator, values };
}
