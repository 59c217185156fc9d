/** `vars`: `$(NAME)` in some fields becomes a value of another object. Mirrors api internal/accumulator/resaccumulator.go and filters/refvar. */
import { KubectlError } from '../errors.ts';
import { changeField, type FieldSpec } from './field-spec.ts';
import { type Gvk, gvkOf, isClusterScoped, shownGvk } from './gvk.ts';
import type { Var } from './kustomization.ts';
import { type Node, type ScalarNode, scalar } from './node.ts';
import { type ResourceId, sameId, sameKindAndName } from './resource-id.ts';
import type { ResourceSet } from './resource-set.ts';
import { lookUp, splitFieldPath } from './transform/path-match.ts';

/** A var with its defaults. */
export interface KnownVar {
  readonly name: string;
  readonly id: ResourceId;
  readonly apiVersion: string;
  readonly fieldPath: string;
}

function knownVar({ name = '', objref = {}, fieldref }: Var): KnownVar {
  const { apiVersion = '', group = '', version = '', kind = '' } = objref;
  const gvk: Gvk = apiVersion ? gvkOf(apiVersion, kind) : { group, version, kind };
  return {
    name,
    apiVersion,
    id: { gvk, name: objref.name ?? '', namespace: objref.namespace ?? '' },
    fieldPath: fieldref?.fieldPath || 'metadata.name',
  };
}

/** Go's `%v` of a var. */
const shown = ({ name, id, fieldPath }: KnownVar): string =>
  `{${[name, shownGvk(id.gvk)].join(' ')} {${fieldPath}}}`;

/** Adds the vars of a kustomization; notes on each object which vars read from it. */
export function mergeVars(
  set: ResourceSet,
  known: readonly KnownVar[],
  vars: readonly Var[],
): readonly KnownVar[] {
  const merged = [...known];
  for (const one of vars.map(knownVar)) {
    const isExact = one.id.namespace !== '' || isClusterScoped(one.id.gvk);
    const isMeant = (id: ResourceId): boolean =>
      isExact ? sameId(id, one.id) : sameKindAndName(id, one.id);
    const found = set.byAnyId(isMeant);
    if (found.length > 1)
      throw new KubectlError(
        `found ${found.length} resId matches for var ${shown(one)} (unable to disambiguate)`,
      );
    found[0]?.vars.push(one.name);
    addVar(merged, one);
  }
  return merged;
}

function addVar(vars: KnownVar[], one: KnownVar): void {
  if (vars.some(({ name }) => name === one.name))
    throw new KubectlError(`var '${one.name}' already encountered`);
  vars.push(one);
}

/** Those of a base join those of the kustomization above it. */
export function joinVars(
  vars: readonly KnownVar[],
  more: readonly KnownVar[],
): readonly KnownVar[] {
  const joined = [...vars];
  for (const one of more) addVar(joined, one);
  return joined;
}

/** "spec.ports[0].port" ⇒ ["spec", "ports", "0", "port"] */
const indexed = (path: string): readonly string[] =>
  splitFieldPath(path).flatMap((part) => {
    const [, name = '', index = ''] = /^(.*)\[(\d+)\]$/.exec(part) ?? [];
    if (index === '') return [part];
    return name ? [name, index] : [index];
  });

function valueOfVar(set: ResourceSet, one: KnownVar): Node {
  const source = set.resources.find(({ vars }) => vars.includes(one.name));
  if (!source)
    throw new KubectlError(
      `var '${shown(one)}' cannot be mapped to a field in the set of known resources`,
    );
  const found = source.node && lookUp(source.node, indexed(one.fieldPath));
  if (!found)
    throw new KubectlError(
      `field specified in var '${shown(one)}' not found in corresponding resource`,
    );
  return found;
}

/** `$(NAME)` replaced; `$$` is one dollar; a text that is nothing but `$(NAME)` takes the value's type. */
function replaced(node: ScalarNode, valueFor: (name: string) => ScalarNode | undefined): void {
  if (node.tag !== 'str') return;
  const whole = /^\$\(([^)]*)\)$/.exec(node.text);
  const value = whole ? valueFor(whole[1] ?? '') : undefined;
  if (value) {
    Object.assign(node, scalar(value.text, value.tag));
    return;
  }
  node.text = node.text.replace(/\$(?:\$|\(([^)]*)\))/g, (text, name: string | undefined) =>
    name === undefined ? '$' : (valueFor(name)?.text ?? text),
  );
}

function replaceIn(node: Node, valueFor: (name: string) => ScalarNode | undefined): void {
  if (node.kind === 'scalar') replaced(node, valueFor);
  else if (node.kind === 'map') {
    for (const value of node.fields.values())
      if (value.kind === 'scalar') replaced(value, valueFor);
  } else
    for (const item of node.items) {
      if (item.kind !== 'scalar' || item.tag !== 'str')
        throw new KubectlError('invalid value type expect a string');
      replaced(item, valueFor);
    }
}

/** Replaces every var; gives the names of those that were never used. */
export function resolveVars(
  set: ResourceSet,
  vars: readonly KnownVar[],
  specs: readonly FieldSpec[],
): readonly string[] {
  const values = new Map<string, Node>();
  for (const one of [...vars].sort((a, b) => (a.name < b.name ? -1 : 1)))
    values.set(one.name, valueOfVar(set, one));
  if (values.size === 0) return [];
  const unused = new Set(values.keys());
  const valueFor = (name: string): ScalarNode | undefined => {
    const value = values.get(name);
    if (value?.kind !== 'scalar') return undefined;
    unused.delete(name);
    return value;
  };
  for (const { node } of set.resources)
    for (const spec of specs)
      if (node) changeField(node, spec, { set: (place) => replaceIn(place, valueFor) });
  return [...unused];
}
