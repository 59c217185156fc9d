/** `namePrefix` and `nameSuffix`. Mirrors api internal/builtins/{Prefix,Suffix}Transformer.go. */
import { changeField, type FieldSpec } from '../field-spec.ts';
import { fits, type GvkChoice } from '../gvk.ts';
import type { Resource } from '../resource.ts';
import type { ResourceSet } from '../resource-set.ts';
import type { Transformer } from './transformer.ts';

const keepTheirNames: readonly GvkChoice[] = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
];

function rename(
  resource: Resource,
  specs: readonly FieldSpec[],
  note: () => void,
  renamed: (name: string) => string,
): void {
  const { gvk } = resource.originalId;
  if (keepTheirNames.some((choice) => fits(gvk, choice))) return;
  for (const spec of specs.filter((one) => fits(gvk, one))) {
    if (spec.path === 'metadata/name') {
      note();
      resource.rememberId();
    }
    if (!resource.node) continue;
    changeField(resource.node, spec, {
      set: (node) => {
        if (node.kind === 'scalar') node.text = renamed(node.text);
      },
      make: () => ({ kind: 'scalar', text: '', tag: 'str' }),
    });
  }
}

const each =
  (act: (resource: Resource) => void): ((set: ResourceSet) => void) =>
  (set) => {
    for (const resource of set.resources) act(resource);
  };

export const prefixTransformer = (prefix: string, specs: readonly FieldSpec[]): Transformer => ({
  name: 'PrefixTransformer',
  transform: each((one) =>
    rename(
      one,
      specs,
      () => one.addPrefix(prefix),
      (name) => prefix + name,
    ),
  ),
});

export const suffixTransformer = (suffix: string, specs: readonly FieldSpec[]): Transformer => ({
  name: 'SuffixTransformer',
  transform: each((one) =>
    rename(
      one,
      specs,
      () => one.addSuffix(suffix),
      (name) => name + suffix,
    ),
  ),
});
