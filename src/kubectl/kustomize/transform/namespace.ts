/** `namespace`: of every object that has one, and of the default account that bindings name. Mirrors api filters/namespace. */
import { KubectlError } from '../../errors.ts';
import { changeField, type FieldSpec, type PlaceChange } from '../field-spec.ts';
import { isClusterScoped } from '../gvk.ts';
import { fieldOf, type Node, scalar, textOf } from '../node.ts';
import type { Resource } from '../resource.ts';
import { sameId } from '../resource-id.ts';
import type { Transformer } from './transformer.ts';

const setText = (text: string): PlaceChange => ({
  make: () => scalar(''),
  set: (node: Node) => {
    if (node.kind !== 'scalar')
      throw new KubectlError('namespace field specs must target scalar nodes');
    node.text = text;
    node.tag = 'str';
  },
});

/** The account called "default" is that of the new namespace. */
function setSubjects(resource: Resource, namespace: string): void {
  const subjects = fieldOf(resource.node, 'subjects');
  if (subjects?.kind !== 'list') return;
  for (const one of subjects.items)
    if (one.kind === 'map' && textOf(fieldOf(one, 'name')) === 'default')
      one.fields.set('namespace', scalar(namespace));
}

function setNamespace(resource: Resource, namespace: string, specs: readonly FieldSpec[]): void {
  const { node } = resource;
  if (!node) return;
  const change = setText(namespace);
  if (!isClusterScoped(resource.gvk))
    changeField(node, { path: 'metadata/namespace', create: true }, change);
  const isBinding = resource.kind === 'RoleBinding' || resource.kind === 'ClusterRoleBinding';
  if (isBinding) setSubjects(resource, namespace);
  for (const spec of specs) {
    if (spec.path === 'metadata/namespace') continue;
    if (spec.path === 'metadata/name' && resource.apiVersion !== 'v1') continue;
    if (isBinding && spec.path === 'subjects/namespace') continue;
    changeField(node, spec, change);
  }
}

export const namespaceTransformer = (
  namespace: string,
  specs: readonly FieldSpec[],
): Transformer => ({
  name: 'NamespaceTransformer',
  transform(set) {
    for (const resource of set.resources) {
      if (resource.isGone) continue;
      resource.rememberId();
      setNamespace(resource, namespace, specs);
      const like = set.resources.filter((one) => sameId(one.currentId, resource.currentId));
      if (like.length !== 1)
        throw new KubectlError(
          `namespace transformation produces ID conflict: [${like.join(' ')}]`,
        );
    }
  },
});
