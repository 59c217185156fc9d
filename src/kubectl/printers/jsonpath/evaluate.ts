/** JSONPath templates applied to a value. Mirrors client-go util/jsonpath/jsonpath.go. */
import { KubectlError } from '../../errors.ts';
import { sortedKeys } from '../printer.ts';
import { compareValues } from './compare.ts';
import type { JsonPathList, JsonPathNode } from './nodes.ts';

export interface JsonPathOptions {
  /** Whether a field that isn't there gives nothing rather than an error. */
  readonly allowMissingKeys: boolean;
}

type Values = readonly unknown[];
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const goType = (value: unknown): string => {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return 'map[string]interface {}';
};

const partsOf = (value: unknown): Values => {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return [...value].map((letter) => letter.codePointAt(0));
  return isMap(value) ? sortedKeys(value).map((key) => value[key]) : [];
};

/** One run over one value; `range` and `end` keep their count here. */
class Evaluation {
  private readonly options: JsonPathOptions;
  private beginRange = 0;
  private inRange = 0;
  private endRange = 0;
  private lastEnd: JsonPathNode | undefined;

  constructor(options: JsonPathOptions) {
    this.options = options;
  }

  /** Results of each node, in order. */
  find(nodes: readonly JsonPathNode[], data: unknown): readonly Values[] {
    const full: Values[] = [];
    for (let at = 0; at < nodes.length; at += 1) {
      const node = nodes[at] as JsonPathNode;
      const results = this.walk([data], node);
      if (this.endRange > 0 && this.endRange <= this.inRange) {
        this.endRange -= 1;
        this.lastEnd = node;
        break;
      }
      if (this.beginRange === 0) {
        full.push(results);
        continue;
      }
      this.beginRange -= 1;
      this.inRange += 1;
      const rest = nodes.slice(at + 1);
      if (results.length === 0) this.find(rest, null);
      for (const value of results) full.push(...this.find(rest, value));
      this.inRange -= 1;
      const ended = this.lastEnd ? nodes.indexOf(this.lastEnd, at + 1) : -1;
      if (ended >= 0) at = ended;
    }
    return full;
  }

  private walk(input: Values, node: JsonPathNode): Values {
    switch (node.type) {
      case 'list':
        return this.list(input, node);
      case 'text':
        return [node.text];
      case 'constant':
        return input.map(() => node.value);
      case 'field':
        return this.field(input, node.name);
      case 'slice':
        return input.flatMap((value) => slice(value, node));
      case 'filter':
        return input.flatMap((value) => this.filter(value, node));
      case 'wildcard':
        return input.flatMap(partsOf);
      case 'recursive':
        return input.flatMap(descend);
      case 'union':
        return node.lists.flatMap((list) => this.list(input, list));
      default:
        return this.identifier(input, node.name);
    }
  }

  private list(input: Values, { nodes }: JsonPathList): Values {
    let values = input;
    for (const node of nodes) values = this.walk(values, node);
    return values;
  }

  private identifier(input: Values, name: string): Values {
    if (name === 'range') {
      this.beginRange += 1;
      return input;
    }
    if (name !== 'end') throw new KubectlError(`unrecognized identifier ${name}`);
    if (this.inRange === 0) throw new KubectlError('not in range, nothing to end');
    this.endRange += 1;
    return [];
  }

  private field(input: Values, name: string): Values {
    if (input.length === 0) return [];
    const found = input.flatMap((value) =>
      isMap(value) && Object.hasOwn(value, name) && value[name] !== undefined ? [value[name]] : [],
    );
    if (found.length === 0 && !this.options.allowMissingKeys)
      throw new KubectlError(`${name} is not found`);
    return found;
  }

  private filter(value: unknown, node: Extract<JsonPathNode, { type: 'filter' }>): Values {
    if (!Array.isArray(value))
      throw new KubectlError(`${goSprint(value)} is not array or slice and cannot be filtered`);
    return value.filter((item: unknown) => this.passes(item, node));
  }

  private passes(item: unknown, node: Extract<JsonPathNode, { type: 'filter' }>): boolean {
    if (node.operator === 'exists') {
      try {
        return this.list([item], node.left).length > 0;
      } catch (error) {
        if (error instanceof KubectlError) return false;
        throw error;
      }
    }
    const lefts = this.list([item], node.left);
    if (lefts.length === 0) return false;
    if (lefts.length > 1) throw new KubectlError('can only compare one element at a time');
    const rights = this.list([item], node.right);
    if (rights.length === 0) return false;
    if (rights.length > 1) throw new KubectlError('can only compare one element at a time');
    return compareValues(node.operator, lefts[0], rights[0]);
  }
}

/** The value and everything in it that has parts. */
function descend(value: unknown): Values {
  const parts = partsOf(value);
  return parts.length === 0 ? [] : [value, ...parts.flatMap(descend)];
}

function slice(value: unknown, node: Extract<JsonPathNode, { type: 'slice' }>): Values {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw new KubectlError(`${goType(value)} is not array or slice`);
  const [first, second, third] = node.bounds;
  const { length } = value;
  let start = first.known ? first.value : 0;
  if (start < 0) start += length;
  let stop = second.known ? second.value : length;
  if (stop < 0 || (stop === 0 && second.derived)) stop += length;
  if (stop === start) return [];
  const outside = (index: number): never => {
    throw new KubectlError(`array index out of bounds: index ${index}, length ${length}`);
  };
  if (start >= length || start < 0) outside(start);
  if (stop > length || stop < 0) outside(stop - 1);
  if (start > stop)
    throw new KubectlError(`starting index ${start} is greater than ending index ${stop}`);
  const step = third.known ? third.value : 1;
  if (step <= 0) throw new KubectlError('step must be > 0');
  return value.slice(start, stop).filter((_: unknown, at: number) => at % step === 0);
}

/** A value as Go's fmt.Sprint prints it: `map[a:1]`, `[x y]`, `<nil>`. */
export function goSprint(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(goSprint).join(' ')}]`;
  if (isMap(value))
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${goSprint(value[key])}`)
      .join(' ')}]`;
  return String(value);
}

/** Results of each node of a template on a value. */
export const findResults = (
  root: JsonPathList,
  data: unknown,
  options: JsonPathOptions,
): readonly (readonly unknown[])[] => new Evaluation(options).find(root.nodes, data);
