/** What `kubectl wait --for` waits for. Mirrors kubectl pkg/cmd/wait. */
import type { KubeObject } from '#apimachinery/object.ts';
import { KubectlError } from '../errors.ts';
import { relaxedJsonPath } from '../printers/custom-columns.ts';
import { findResults } from '../printers/jsonpath/evaluate.ts';
import { parseJsonPath } from '../printers/jsonpath/parse.ts';

/** Whether an object is as wanted. */
export type IsMet = (object: KubeObject) => boolean;

export type Awaited =
  | { readonly type: 'delete' }
  | { readonly type: 'create' }
  | { readonly type: 'state'; readonly isMet: IsMet };

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly observedGeneration?: number;
}
interface WithConditions extends KubeObject {
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly observedGeneration?: number;
  };
}

const isSameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A condition of a generation before the newest says nothing yet. */
function conditionMet(object: KubeObject, name: string, value: string): boolean {
  const { metadata, status } = object as WithConditions;
  const condition = status?.conditions?.find(({ type }) => type && isSameText(type, name));
  if (condition?.status === undefined) return false;
  const observed = condition.observedGeneration ?? status?.observedGeneration;
  const isOld =
    metadata.generation !== undefined && observed !== undefined && observed < metadata.generation;
  return !isOld && isSameText(condition.status, value);
}

function conditionOf(text: string): Awaited {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? 'true' : text.slice(equals + 1);
  return { type: 'state', isMet: (object) => conditionMet(object, name, value) };
}

/** Splits on single `=`; `==` belongs to an expression. */
function splitExpression(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '=') part += text[at];
    else if (text[at + 1] === '=') {
      part += '==';
      at += 1;
    } else {
      parts.push(part);
      part = '';
    }
  }
  return [...parts, part];
}

const HOW = `jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'`;

function jsonPathOf(text: string): Awaited {
  const [expression = '', wanted, ...more] = splitExpression(text);
  if (more.length > 0) throw new KubectlError(HOW);
  const path = relaxedJsonPath(expression);
  const value = wanted?.replace(/^['"]+|['"]+$/g, '');
  if (wanted !== undefined && value === '')
    throw new KubectlError(
      "jsonpath wait has to have a value after equal sign, like --for=jsonpath='{.status.readyReplicas}'=3",
    );
  if (path === '') throw new KubectlError('jsonpath expression cannot be empty');
  const root = parseJsonPath(path);
  const isMet: IsMet = (object) => {
    const results = findResults(root, object, { allowMissingKeys: true });
    const [first] = results;
    if (!first || first.length === 0) return false;
    if (results.length > 1)
      throw new KubectlError('given jsonpath expression matches more than one list');
    if (first.length > 1)
      throw new KubectlError('given jsonpath expression matches more than one value');
    if (value === undefined) return true;
    if (typeof first[0] === 'object' && first[0] !== null)
      throw new KubectlError('jsonpath leads to a nested object or list which is not supported');
    return String(first[0]).trim() === value.trim();
  };
  return { type: 'state', isMet };
}

/** `--for`: `delete`, `create`, `condition=Ready`, `condition=Ready=false`, `jsonpath='{.x}'=3`. */
export function parseAwaited(text: string): Awaited {
  const lower = text.toLowerCase();
  if (lower === 'delete' || lower === 'create') return { type: lower };
  if (text.startsWith('condition=')) return conditionOf(text.slice('condition='.length));
  if (text.startsWith('jsonpath=')) return jsonPathOf(text.slice('jsonpath='.length));
  throw new KubectlError(`unrecognized condition: ${JSON.stringify(text)}`);
}
