/** A place in objects of some kind, and changing what stands there. Mirrors api types/fieldspec.go and filters/fieldspec. */
import { KubectlError } from '../errors.ts';
import { fits, type Gvk, type GvkChoice, gvkOf } from './gvk.ts';
import { metaText } from './meta-text.ts';
import { become, fieldOf, isNull, isPresent, type MapNode, type Node, textOf } from './node.ts';
import { shownId } from './resource-id.ts';

/** `spec/template/spec/containers/image`, of Deployments; `[]` after a name demands a list, `\/` is a slash in a name. */
export interface FieldSpec extends GvkChoice {
  readonly path: string;
  readonly create?: boolean;
}

/** "a/b\/c" ⇒ ["a", "b/c"] */
export function splitPath(path: string, divider = '/'): readonly string[] {
  const parts = path.split(divider);
  if (parts.length > 1 && parts[0] === '') parts.shift();
  const joined = [parts[0] ?? ''];
  for (const part of parts.slice(1)) {
    const last = joined.at(-1) ?? '';
    if (last.endsWith('\\')) joined[joined.length - 1] = `${last.slice(0, -1)}${divider}${part}`;
    else joined.push(part);
  }
  return joined;
}

/** How to change a place, and what to put there when it is to be made. */
export interface PlaceChange {
  set(node: Node): void;
  readonly make?: () => Node;
}

function mapFor(spec: FieldSpec, rest: readonly string[], change: PlaceChange): Node | undefined {
  if (!spec.create || !change.make) return undefined;
  return rest.length === 0 ? change.make() : { kind: 'map', fields: new Map() };
}

function enter(node: MapNode, path: readonly string[], spec: FieldSpec, change: PlaceChange): void {
  const [first = '', ...rest] = path;
  const name = first.replace(/\[\]$/, '');
  const isList = name !== first;
  if (name === '') throw new KubectlError('cannot set or create an empty field name');
  const made = isList ? undefined : mapFor(spec, rest, change);
  let field = node.fields.get(name);
  if (!field && made) {
    node.fields.set(name, made);
    field = made;
  }
  if (!field) return;
  if (isNull(field) && (made || isList)) become(field, made ?? { kind: 'list', items: [] });
  visit(field, rest, spec, change);
}

function visit(node: Node, path: readonly string[], spec: FieldSpec, change: PlaceChange): void {
  if (path.length === 0) {
    change.set(node);
    return;
  }
  if (!isPresent(node)) return;
  if (node.kind === 'list') {
    for (const item of node.items) {
      try {
        visit(item, path, spec, change);
      } catch (error) {
        if (!(error instanceof KubectlError)) throw error;
        throw new KubectlError(`visit traversal on path: [${path.join(' ')}]: ${error.message}`);
      }
    }
  } else if (node.kind === 'map') enter(node, path, spec, change);
  else throw new KubectlError('expected sequence or mapping node');
}

/** Changes every place of the object that the spec means. */
export function changeField(object: MapNode, spec: FieldSpec, change: PlaceChange): void {
  const gvk = gvkOf(textOf(fieldOf(object, 'apiVersion')), textOf(fieldOf(object, 'kind')));
  if (!fits(gvk, spec)) return;
  try {
    visit(object, splitPath(spec.path), spec, change);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const { name, namespace } = metaText(object);
    throw new KubectlError(
      `considering field '${spec.path}' of object ${shownId({ gvk, name, namespace })}: ${error.message}`,
    );
  }
}

const sameSpec = (one: FieldSpec, other: FieldSpec): boolean =>
  fits(one as Gvk, other) && one.path === other.path;

/** Joins lists of places; two that differ only in `create` are refused. */
export function mergeSpecs(
  specs: readonly FieldSpec[],
  more: readonly FieldSpec[],
): readonly FieldSpec[] {
  const merged = [...specs];
  for (const spec of more) {
    const known = merged.find((one) => sameSpec(one, spec));
    if (!known) merged.push(spec);
    else if (Boolean(known.create) !== Boolean(spec.create))
      throw new KubectlError('conflicting fieldspecs');
  }
  return merged;
}

/** Puts a text behind a key of the map at a place: labels, annotations. */
export const setEntry = (key: string, text: string): PlaceChange => ({
  make: () => ({ kind: 'map', fields: new Map() }),
  set: (node) => {
    if (node.kind !== 'map')
      throw new KubectlError(
        `wrong node kind: expected MappingNode but got ${node.kind === 'list' ? 'SequenceNode' : 'ScalarNode'}: node contents:\n${textOf(node)}`,
      );
    node.fields.set(key, { kind: 'scalar', text, tag: 'str' });
  },
});
