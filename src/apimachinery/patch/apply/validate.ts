/** What makes a configuration impossible to apply. Mirrors structured-merge-diff typed/validate.go. */
import type { Json, JsonObject } from '../../object.ts';
import type { FieldSchema } from '../../schema.ts';
import { isJsonObject } from '../merge.ts';
import {
  atomOf,
  elementOf,
  entryType,
  ItemError,
  type ListAtom,
  type MapAtom,
  type ScalarType,
} from './atom.ts';
import { fieldElement, type Path, type PathElement, printPath } from './path-element.ts';

interface Refusal {
  readonly path: Path;
  /** An item of a list that is one value has only its number. */
  readonly message: string;
}

/** As Go's `%v` prints it inside of the library's own wrapper. */
function printValue(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(printValue).join(' ')}]`;
  if (!isJsonObject(value)) return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${entries.map(([key, inner]) => `${key}:${printValue(inner)}`).join(' ')}]`;
}

const goType = (value: Json): string => {
  if (typeof value === 'boolean') return 'bool';
  if (Array.isArray(value)) return '[]interface {}';
  if (isJsonObject(value)) return 'map[string]interface {}';
  return typeof value === 'number' ? 'int64' : 'string';
};

function goLiteral(value: Json): string {
  if (Array.isArray(value)) {
    return `[]interface {}{${(value as readonly Json[]).map(goLiteral).join(', ')}}`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const inner = entries.map(([key, one]) => `${JSON.stringify(key)}:${goLiteral(one)}`);
  return `map[string]interface {}{${inner.join(', ')}}`;
}

function scalarRefusal(type: ScalarType, value: Json): string | undefined {
  if (value === null) return undefined;
  if (type === 'numeric' && typeof value !== 'number') {
    return `expected numeric (int or float), got ${goType(value)}`;
  }
  if (type === 'string' && typeof value !== 'string') {
    return `expected string, got &value.valueUnstructured{Value:${goLiteral(value)}}`;
  }
  if (type === 'boolean' && typeof value !== 'boolean') {
    return `expected boolean, got &{${printValue(value)}}`;
  }
  const isNoScalar = type === 'untyped' && typeof value === 'object';
  return isNoScalar ? `expected any scalar, got &{${printValue(value)}}` : undefined;
}

function checkList(list: ListAtom, items: readonly Json[], path: Path): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const seen = new Set<PathElement>();
  for (const [at, item] of items.entries()) {
    let element: PathElement = `i:${at}`;
    if (!list.isAtomic) {
      try {
        element = elementOf(list, item);
      } catch (error) {
        if (!(error instanceof ItemError)) throw error;
        return [...refusals, { path, message: `element ${at}: ${error.message}` }];
      }
      if (seen.has(element)) {
        refusals.push({ path, message: `duplicate entries for key ${printPath([element])}` });
      }
      seen.add(element);
    }
    refusals.push(...check(item, list.items, [...path, element]));
  }
  return refusals;
}

function checkMap(map: MapAtom, value: JsonObject, path: Path): readonly Refusal[] {
  const refusals: Refusal[] = [];
  for (const key of Object.keys(value).sort()) {
    const inner = [...path, fieldElement(key)];
    const type = entryType(map, key);
    if (!type) {
      refusals.push({ path: inner, message: 'field not declared in schema' });
      break;
    }
    refusals.push(...check(value[key] as Json, type, inner));
  }
  return refusals;
}

function check(value: Json, type: FieldSchema, path: Path): readonly Refusal[] {
  const atom = atomOf(type, value);
  if (atom.is === 'scalar') {
    const message = scalarRefusal(atom.type, value);
    return message ? [{ path, message }] : [];
  }
  if (value === null) return [];
  if (atom.is === 'list') {
    if (Array.isArray(value)) return checkList(atom, value as readonly Json[], path);
    return [{ path, message: `expected list, got &{${printValue(value)}}` }];
  }
  if (isJsonObject(value)) return checkMap(atom, value, path);
  return [{ path, message: `expected map, got &{${printValue(value)}}` }];
}

const printRefusal = ({ path, message }: Refusal): string => {
  const shown = path.map((one) => (one.startsWith('i:') ? `[${one.slice(2)}]` : printPath([one])));
  return path.length > 0 ? `${shown.join('')}: ${message}` : message;
};

/** Why a configuration is not of its type, in upstream's words; undefined when it is. */
export function typeRefusal(value: Json, type: FieldSchema): string | undefined {
  const refusals = check(value, type, []);
  const [first] = refusals;
  if (!first) return undefined;
  if (refusals.length === 1) return printRefusal(first);
  return ['errors:', ...refusals.map((one) => `  ${printRefusal(one)}`)].join('\n');
}
