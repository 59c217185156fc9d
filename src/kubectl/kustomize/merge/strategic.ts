/** A strategic merge patch put over an object. Mirrors kyaml yaml/merge2/merge2.go and yaml/walk. */
import { KubectlError } from '../../errors.ts';
import { goYaml } from '../../printers/yaml.ts';
import { isNull, isPresent, type MapNode, type Node } from '../node.ts';
import { plainValue } from '../write.ts';
import { takeDirective } from './directive.ts';
import { mergeElements } from './list.ts';
import { type FieldKind, isMerged, schemaOfField, schemaOfObject } from './schema.ts';

const kindNames = { map: 'MappingNode', list: 'SequenceNode', scalar: 'ScalarNode' } as const;

function checkKind(expected: Node['kind'], nodes: readonly (Node | undefined)[]): void {
  for (const node of nodes) {
    if (!isPresent(node) || node.kind === expected) continue;
    const shown = goYaml(plainValue(node));
    throw new KubectlError(
      `wrong node kind: expected ${kindNames[expected]} but got ${kindNames[node.kind]}: node contents:\n${shown}`,
    );
  }
}

/** What stands in the end: of a map or a merged list. Undefined takes the field away. */
function base(dest: Node | undefined, patch: Node | undefined): Node | undefined {
  if (!isPresent(dest)) return patch;
  if (isNull(patch)) return undefined;
  const directive = takeDirective(patch);
  if (directive === 'delete') return undefined;
  return directive === 'replace' ? patch : dest;
}

function mergeMaps(
  dest: MapNode | undefined,
  patch: Node | undefined,
  schema: FieldKind,
): Node | undefined {
  // What is new is walked over itself: its own nulls and directives are carried out.
  if (!isPresent(dest) && takeDirective(patch) === 'delete') return undefined;
  const found = base(dest, patch);
  if (found?.kind !== 'map') return found;
  const other = patch?.kind === 'map' ? patch : undefined;
  const names = new Set([...found.fields.keys(), ...(other?.fields.keys() ?? [])]);
  for (const name of [...names].sort()) {
    const value = mergeNodes(
      found.fields.get(name),
      other?.fields.get(name),
      schemaOfField(schema, name),
    );
    if (value === undefined) found.fields.delete(name);
    else found.fields.set(name, value);
  }
  return found;
}

/** A null that was there and that the patch says nothing of stays, if it was written out. */
function mergeNulls(dest: Node | undefined, patch: Node | undefined): Node | undefined {
  const isKept = patch === undefined && dest?.kind === 'scalar' && dest.text !== '';
  return isKept ? dest : undefined;
}

/** Merges what a patch says into what is there, which changes in place. */
export function mergeNodes(
  dest: Node | undefined,
  patch: Node | undefined,
  known: FieldKind,
): Node | undefined {
  const first = [dest, patch].find(isPresent);
  if (!first) return mergeNulls(dest, patch);
  checkKind(first.kind, [dest, patch]);
  const schema = known ?? schemaOfObject(dest) ?? schemaOfObject(patch);
  if (first.kind === 'map') return mergeMaps(dest as MapNode | undefined, patch, schema);
  if (first.kind === 'scalar' || !isMerged(schema)) {
    const result = patch ?? dest;
    return isNull(result) ? undefined : result;
  }
  const found = base(dest, patch);
  if (found?.kind !== 'list') return found;
  const source = patch?.kind === 'list' ? patch : undefined;
  return mergeElements(found, source, schema, mergeNodes);
}

/** The object after the patch; undefined when the patch deletes it. The patch is used up. */
export const applyStrategic = (object: MapNode, patch: MapNode): MapNode | undefined => {
  const result = mergeNodes(object, patch, undefined);
  return result?.kind === 'map' ? result : undefined;
};
