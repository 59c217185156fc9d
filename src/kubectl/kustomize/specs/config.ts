/** Which fields each transformer changes: kustomize's own, and those of `configurations:`. Mirrors api internal/plugins/builtinconfig. */
import { KubectlError } from '../../errors.ts';
import { parseYaml } from '../../manifest.ts';
import { type FieldSpec, mergeSpecs } from '../field-spec.ts';
import { compareGvkText, type Gvk, type GvkChoice, rankOf } from '../gvk.ts';
import { commonAnnotations, commonLabels, templateLabels } from './labels.ts';
import { type NameReference, nameReferences } from './names.ts';
import { varReferences } from './vars.ts';

const listNames = [
  ...['namePrefix', 'nameSuffix', 'namespace', 'commonLabels', 'labels', 'templateLabels'],
  ...['commonAnnotations', 'varReference', 'images', 'replicas'],
] as const;
type ListName =
  | 'namePrefix'
  | 'nameSuffix'
  | 'namespace'
  | 'commonLabels'
  | 'labels'
  | 'templateLabels'
  | 'commonAnnotations'
  | 'varReference'
  | 'images'
  | 'replicas';

export type TransformerConfig = Readonly<Record<ListName, readonly FieldSpec[]>> & {
  readonly nameReference: readonly NameReference[];
};

const containers = ['containers[]/image', 'initContainers[]/image', 'volumes[]/image/reference'];

export const defaultConfig: TransformerConfig = {
  namePrefix: [{ path: 'metadata/name' }],
  nameSuffix: [{ path: 'metadata/name' }],
  namespace: [
    { path: 'metadata/name', kind: 'Namespace', create: true },
    {
      path: 'spec/service/namespace',
      group: 'apiregistration.k8s.io',
      kind: 'APIService',
      create: true,
    },
    {
      path: 'spec/conversion/webhook/clientConfig/service/namespace',
      group: 'apiextensions.k8s.io',
      kind: 'CustomResourceDefinition',
    },
  ],
  commonLabels,
  labels: [],
  templateLabels,
  commonAnnotations,
  varReference: varReferences,
  nameReference: nameReferences,
  images: ['spec/', 'spec/template/spec/'].flatMap((base) =>
    containers.map((path) => ({ path: base + path, create: true })),
  ),
  replicas: ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => ({
    path: 'spec/replicas',
    create: true,
    kind,
  })),
};

export const emptyConfig: TransformerConfig = {
  ...(Object.fromEntries(listNames.map((name) => [name, []])) as unknown as Record<ListName, []>),
  nameReference: [],
};

const whole = ({ group = '', version = '', kind = '' }: GvkChoice): Gvk => ({
  group,
  version,
  kind,
});

/** Namespaces and the like first, then by group, version and kind. */
const byKind = (a: GvkChoice, b: GvkChoice): number =>
  rankOf(a.kind ?? '') - rankOf(b.kind ?? '') || compareGvkText(whole(a), whole(b));

function mergeReferences(
  references: readonly NameReference[],
  more: readonly NameReference[],
): readonly NameReference[] {
  const merged = [...references];
  for (const one of more) {
    const at = merged.findIndex((known) => compareGvkText(whole(known), whole(one)) === 0);
    const known = merged[at];
    if (known) merged[at] = { ...known, fieldSpecs: mergeSpecs(known.fieldSpecs, one.fieldSpecs) };
    else merged.push(one);
  }
  return merged;
}

const shownNames: Readonly<Partial<Record<ListName, string>>> = { namespace: 'NameSpace' };
const shownName = (name: ListName): string =>
  shownNames[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Both together, sorted by kind. */
export function mergeConfigs(one: TransformerConfig, other: TransformerConfig): TransformerConfig {
  const lists = listNames.map((name) => {
    try {
      return [name, [...mergeSpecs(one[name], other[name])].sort(byKind)] as const;
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      throw new KubectlError(`failed to merge ${shownName(name)} fieldSpec: ${error.message}`);
    }
  });
  return {
    ...(Object.fromEntries(lists) as unknown as Record<ListName, readonly FieldSpec[]>),
    nameReference: [...mergeReferences(one.nameReference, other.nameReference)].sort(byKind),
  };
}

/** A file of `configurations:` ⇒ what it adds. */
export function readConfig(text: string): TransformerConfig {
  const value = parseYaml(text);
  return { ...emptyConfig, ...(value as Partial<TransformerConfig> | null) };
}
