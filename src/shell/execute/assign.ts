/** Assignments: `x=1`, `x+=1`, `a[2]=x`, `a=(1 2)`, `m=([k]=v)`. */
import type { ArrayValue, Assignment } from 'unbash';
import {
  arithmetic,
  arrayIndex,
  assignElement,
  parameterValue,
} from '../expand/parameter-value.ts';
import { expandWords } from '../expand/word.ts';
import { arithmeticText, parseWord, textOfWord } from '../expand/word-text.ts';
import type { Execution } from './execution.ts';

/** Does one assignment in this shell; gives what was assigned, for `set -x`. */
export async function assign(node: Assignment, x: Execution): Promise<string> {
  if (node.value.type === 'ArrayValue') {
    await assignArray(node.name, node.value, node.append === true, x);
    return '(…)';
  }
  const value = await textOfWord(node.value, x, 'assignment');
  const index = await indexText(node, x);
  assignText(node.name, index, value, node.append === true, x);
  if (x.state.options.has('allexport')) x.state.variables.ensure(node.name).exported = true;
  return value;
}

async function indexText(node: Assignment, x: Execution): Promise<string | undefined> {
  if (node.index === undefined) return undefined;
  const keyed = x.state.variables.get(node.name)?.map !== undefined;
  return keyed ? textOfWord(node.index, x) : arithmeticText(node.index.text, x);
}

/** Writes a text, as a number when the variable is an integer. */
export function assignText(
  name: string,
  index: string | undefined,
  value: string,
  append: boolean,
  x: Execution,
): void {
  const integer = x.state.variables.get(name)?.integer === true;
  const old = append ? (parameterValue(name, index, x).values[0] ?? '') : '';
  if (integer) {
    const sum = arithmetic(append ? `${old === '' ? '0' : old} + (${value})` : value, x);
    assignElement(name, index, String(sum), x);
  } else assignElement(name, index, old + value, x);
}

/** One element: `[key]=text`, or texts that take the next places. */
type Element =
  | { readonly key: string; readonly text: string; readonly append: boolean }
  | { readonly texts: readonly string[] };

async function elementsOf(value: ArrayValue, x: Execution): Promise<Element[]> {
  const elements: Element[] = [];
  for (const word of value.elements) {
    const keyed = /^\[((?:[^\]"']|"[^"]*"|'[^']*')*)\](\+?)=([\s\S]*)$/.exec(word.text);
    if (keyed === null) elements.push({ texts: await expandWords([word], x) });
    else {
      const [, key = '', plus, text = ''] = keyed;
      elements.push({
        key: await textOf(key, x),
        text: await textOf(text, x),
        append: plus === '+',
      });
    }
  }
  return elements;
}

/** `name=( … )`: everything is expanded before the old value goes. */
export async function assignArray(
  name: string,
  value: ArrayValue,
  append: boolean,
  x: Execution,
): Promise<void> {
  const elements = await elementsOf(value, x);
  const variable = x.state.variables.ensure(name);
  if (variable.map !== undefined) return assignMap(name, elements, append, x);
  const old =
    variable.items ?? (variable.value === undefined ? [] : [[0, variable.value] as const]);
  const items = new Map(append ? old : []);
  variable.items = items;
  variable.value = undefined;
  let next = Math.max(-1, ...items.keys()) + 1;
  for (const element of elements) {
    if ('key' in element) {
      const at = arrayIndex(name, element.key, x);
      assignText(name, String(at), element.text, element.append, x);
      next = at + 1;
    } else {
      for (const text of element.texts) items.set(next++, text);
    }
  }
}

/** Bare words of an associative array are keys and values in turn. */
function assignMap(
  name: string,
  elements: readonly Element[],
  append: boolean,
  x: Execution,
): void {
  const { map } = x.state.variables.ensure(name);
  if (!append) map?.clear();
  const bare = elements.flatMap((element) => ('texts' in element ? element.texts : []));
  for (let at = 0; at < bare.length; at += 2) map?.set(bare[at] ?? '', bare[at + 1] ?? '');
  for (const element of elements) {
    if ('key' in element) assignText(name, element.key, element.text, element.append, x);
  }
}

async function textOf(text: string, x: Execution): Promise<string> {
  const parsed = parseWord(text);
  return parsed === undefined ? '' : textOfWord(parsed.word, { ...x, source: parsed.source });
}
