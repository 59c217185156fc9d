/** Every place of an object that a replacement's path means, made on the way when asked. Mirrors kyaml yaml/match.go PathMatcher. */

import { KubectlError } from '../../errors.ts';
import { goYaml } from '../../printers/yaml.ts';
import { splitPath } from '../field-spec.ts';
import { isNull, isPresent, list, map, type Node, scalar } from '../node.ts';
import { plainScalar } from '../read/scalars.ts';
import { plainValue } from '../write.ts';

const isIndex = (part: string): boolean => /^\+?\d+$/.test(part);
const isChoice = (part: string): boolean => part.startsWith('[') && part.endsWith(']');

/** `a.[name=x.y].b` ⇒ ["a", "[name=x.y]", "b"]; `[a.b]` without `=` is a name with a dot. */
export function splitFieldPath(path: string): readonly string[] {
  const parts = splitPath(path, '.');
  const joined: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    let part = parts[at] ?? '';
    if (part.startsWith('[') && !part.endsWith(']')) {
      while (at < parts.length - 1 && !part.endsWith(']')) {
        at += 1;
        part += `.${parts[at]}`;
      }
      joined.push(part.includes('=') ? part : part.replace(/^[[\]]+|[[\]]+$/g, ''));
    } else joined.push(part);
  }
  return joined;
}

/** `[name=nginx]` ⇒ its key and value. */
export function splitChoice(part: string): { readonly key: string; readonly value: string } {
  const inner = part.replace(/^\[/, '').replace(/\]$/, '');
  const equals = inner.indexOf('=');
  if (equals < 0)
    throw new KubectlError(
      'list path element must contain fieldName=fieldValue for element to match',
    );
  return { key: inner.slice(0, equals), value: inner.slice(equals + 1) };
}

const kindNames = { map: 'MappingNode', list: 'SequenceNode', scalar: 'ScalarNode' } as const;

const wrongKind = (node: Node, wanted: Node['kind']): KubectlError =>
  new KubectlError(
    `wrong node kind: expected ${kindNames[wanted]} but got ${kindNames[node.kind]}: node contents:\n${goYaml(plainValue(node))}`,
  );

function itemsOf(node: Node): Node[] {
  if (isNull(node)) return [];
  if (node.kind === 'list') return node.items;
  throw wrongKind(node, 'list');
}

/** What to make for the part before `next`. */
function madeFor(next: string | undefined, leaf: Node['kind']): Node {
  if (next !== undefined && (isChoice(next) || isIndex(next))) return list();
  if (next !== undefined) return map();
  return leaf === 'scalar' ? plainScalar('') : leaf === 'map' ? map() : list();
}

/** The kind of node to make at the end of a path; undefined makes nothing. */
type Make = Node['kind'] | undefined;

function atIndex(node: Node, part: string, rest: readonly string[], make: Make): Node[] {
  const items = itemsOf(node);
  const index = Number(part);
  if (items.length === index && make) items.push(madeFor(rest[0], make));
  const item = items[index];
  if (!item)
    throw new KubectlError(`index ${index} specified but only ${items.length} elements found`);
  return matchPath(item, rest, make);
}

const shownItem = (node: Node): string =>
  node.kind === 'scalar' ? node.text : goYaml(plainValue(node)).trim();

/** Elements by a key's value, which is a pattern, or plain elements by their own text. */
function chosen(node: Node, part: string, rest: readonly string[], make: Make): Node[] {
  const { key, value } = splitChoice(part);
  const pattern = new RegExp(value);
  const items = itemsOf(node);
  const find = (): Node[] =>
    items.flatMap((item) => {
      if (key === '') return pattern.test(shownItem(item)) ? [item] : [];
      const field = item.kind === 'map' ? item.fields.get(key) : undefined;
      return field && pattern.test(shownItem(field)) ? matchPath(item, rest, make) : [];
    });
  const found = find();
  if (found.length > 0 || !make) return found;
  items.push(key === '' ? scalar(value) : map([[key, scalar(value)]]));
  return find();
}

function inField(node: Node, part: string, rest: readonly string[], make: Make): Node[] {
  if (!isPresent(node)) return [];
  if (node.kind !== 'map') throw wrongKind(node, 'map');
  const { fields } = node;
  let field = fields.get(part);
  if (!field && make) {
    field = madeFor(rest[0], make);
    fields.set(part, field);
  }
  return field ? matchPath(field, rest, make) : [];
}

/** The nodes a path leads to; `make` is the kind of node to put where there is none. */
export function matchPath(node: Node, path: readonly string[], make: Make): Node[] {
  const [part, ...rest] = path;
  if (part === undefined) return [node];
  if (isIndex(part)) return atIndex(node, part, rest, make);
  if (isChoice(part)) return chosen(node, part, rest, make);
  if (part === '*') return itemsOf(node).flatMap((item) => matchPath(item, rest, make));
  return inField(node, part, rest, make);
}

/** The one node a path leads to. Mirrors kyaml yaml/fns.go PathGetter. */
export function lookUp(node: Node, path: readonly string[]): Node | undefined {
  let at: Node | undefined = node;
  for (const part of path.map((one) => one.trim()).filter(Boolean)) {
    if (at === undefined || isNull(at)) return undefined;
    if (part === '*') throw new KubectlError('wildcard is not supported in PathGetter');
    if (isIndex(part) || part === '-') at = itemsOf(at).at(part === '-' ? -1 : Number(part));
    else if (isChoice(part)) {
      const { key, value } = splitChoice(part);
      at = itemsOf(at).find((item) =>
        key === ''
          ? shownItem(item) === value
          : item.kind === 'map' && shownItem(item.fields.get(key) ?? scalar('')) === value,
      );
    } else if (at.kind === 'map') at = at.fields.get(part);
    else throw wrongKind(at, 'map');
  }
  return at;
}
