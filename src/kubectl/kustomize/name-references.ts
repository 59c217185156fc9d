/** Fields that name objects get their new names. Mirrors api filters/nameref/nameref.go and internal/accumulator/namereferencetransformer.go. */
import { KubectlError } from '../errors.ts';
import { changeField, type FieldSpec } from './field-spec.ts';
import { fits, type GvkChoice, isClusterScoped } from './gvk.ts';
import { fieldOf, isPresent, type MapNode, type Node, nodeAt, scalar, textOf } from './node.ts';
import type { Resource } from './resource.ts';
import { sameNamespace, shownId } from './resource-id.ts';
import { inNamespace, type ResourceSet } from './resource-set.ts';
import type { NameReference } from './specs/names.ts';
import { writeObject } from './write.ts';

/** One field of one object, what it names, and what it could mean. */
interface Reference {
  readonly referrer: Resource;
  readonly spec: FieldSpec;
  readonly target: GvkChoice;
  readonly candidates: readonly Resource[];
}

const wasOfKind =
  (choice: GvkChoice) =>
  (one: Resource): boolean =>
    one.previousIds.some(({ gvk }) => fits(gvk, choice));

/** A binding's `roleRef` says itself which kind it means. */
function roleTest({ referrer, spec }: Reference): (one: Resource) => boolean {
  if (!spec.path.endsWith('roleRef/name')) return () => true;
  const group = nodeAt(referrer.node, 'roleRef', 'apiGroup');
  const kind = nodeAt(referrer.node, 'roleRef', 'kind');
  if (!group || !kind) return () => true;
  return wasOfKind({ group: textOf(group), kind: textOf(kind) });
}

function isNear(referrer: Resource, one: Resource): boolean {
  if (isClusterScoped(referrer.gvk) || isClusterScoped(one.gvk)) return true;
  return one.kind === 'ServiceAccount' || sameNamespace(referrer.currentId, one.currentId);
}

const shownYaml = (one: Resource): string => (one.node ? writeObject(one.node) : '');

function ambiguous({ referrer }: Reference, found: readonly Resource[]): KubectlError {
  const ids = found.map((one) => shownId(one.currentId)).join(', ');
  const details = found.map((one, at) => `--- possible referral ${at}:\n${shownYaml(one)}\n`);
  return new KubectlError(
    `found multiple possible referrals: ${ids}\n\n**** Too many possible referral targets to referrer:\n${shownYaml(referrer)}\n${details.join('')}`,
  );
}

/** Who was once called so; undefined when nobody was. */
function findReferral(
  reference: Reference,
  name: string,
  candidates: readonly Resource[],
  isSame: (a: Resource, b: Resource) => boolean,
): Resource | undefined {
  const { referrer, target } = reference;
  let found = candidates
    .filter((one) => one.previousIds.some((id) => id.name === name))
    .filter(wasOfKind(target))
    .filter(roleTest(reference))
    .filter((one) => isNear(referrer, one));
  if (found.length === 1) return found[0];
  found = found.filter((one) => one.hasAffixesOf(referrer, true));
  if (found.length > 1) found = found.filter((one) => one.hasAffixesOf(referrer, false));
  const [first, ...rest] = found;
  if (!first || rest.every((one) => isSame(first, one))) return first;
  throw ambiguous(reference, found);
}

const sameName = (a: Resource, b: Resource): boolean => a.name === b.name;

function setScalar(reference: Reference, node: Node): void {
  const found = findReferral(reference, textOf(node), reference.candidates, sameName);
  if (!found || node.kind !== 'scalar') return;
  found.addReferrer(reference.referrer.currentId);
  if (found.name !== node.text) Object.assign(node, scalar(found.name));
}

/** Objects in the namespace a subject names, as it was or as it is. */
function candidatesFor({ candidates }: Reference, node: MapNode): readonly Resource[] {
  const namespace = fieldOf(node, 'namespace');
  if (!namespace) return candidates;
  const before = inNamespace(candidates, textOf(namespace), (one) => one.originalId);
  if (before.length > 0) return before;
  return inNamespace(candidates, textOf(namespace), (one) => one.currentId);
}

function setMap(reference: Reference, node: MapNode): void {
  const name = fieldOf(node, 'name');
  if (!name) throw new KubectlError("path config error; no 'name' field in node");
  const found = findReferral(
    reference,
    textOf(name),
    candidatesFor(reference, node),
    (a, b) => sameName(a, b) && a.namespace === b.namespace,
  );
  if (!found) return;
  found.addReferrer(reference.referrer.currentId);
  if (found.name === textOf(name) && found.namespace === '') return;
  node.fields.set('name', scalar(found.name));
  if (found.namespace) node.fields.set('namespace', scalar(found.namespace));
}

function setReference(reference: Reference, node: Node): void {
  if (!isPresent(node)) return;
  if (node.kind === 'list') for (const item of node.items) setReference(reference, item);
  else if (node.kind === 'map') setMap(reference, node);
  else setScalar(reference, node);
}

function fix(reference: Reference): void {
  const { referrer, spec } = reference;
  if (!referrer.node) return;
  try {
    const place = { path: spec.path, ...referrer.gvk };
    changeField(referrer.node, place, { set: (node) => setReference(reference, node) });
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(
      `updating name reference in '${spec.path}' field of '${shownId(referrer.currentId)}': ${error.message}`,
    );
  }
}

/** Every field of every object that names another. */
export function fixNameReferences(set: ResourceSet, references: readonly NameReference[]): void {
  const kinds = set.resources.map((one) => one.originalId.gvk);
  for (const [at, referrer] of set.resources.entries()) {
    const gvk = kinds[at];
    const candidates = set.referableBy(referrer);
    for (const target of references)
      for (const spec of target.fieldSpecs)
        if (gvk && fits(gvk, spec)) fix({ referrer, spec, target, candidates });
  }
}
