/** Every step a kustomization asks for, in kustomize's order: explicit. Adding one: its file, and its line here. */
import type { Kustomization } from './kustomization.ts';
import type { Loader } from './loader.ts';
import type { TransformerConfig } from './specs/config.ts';
import { prefixTransformer, suffixTransformer } from './transform/affixes.ts';
import { annotationTransformers, labelTransformers } from './transform/entries.ts';
import { imageTransformer } from './transform/images.ts';
import { namespaceTransformer } from './transform/namespace.ts';
import {
  oldJsonTransformer,
  patchTransformer,
  strategicMergeTransformer,
} from './transform/patches.ts';
import { replacementTransformer } from './transform/replacements.ts';
import { replicaTransformer } from './transform/replicas.ts';
import type { Transformer } from './transform/transformer.ts';

/** All are set up before the first one runs: a missing patch file is told before anything changes. */
export function transformersOf(
  kustomization: Kustomization,
  config: TransformerConfig,
  loader: Loader,
): readonly Transformer[] {
  const {
    patchesStrategicMerge = [],
    patches = [],
    patchesJson6902 = [],
    namespace = '',
    namePrefix = '',
    nameSuffix = '',
    replicas = [],
    images = [],
    replacements = [],
  } = kustomization;
  return [
    ...(patchesStrategicMerge.length > 0
      ? [strategicMergeTransformer(patchesStrategicMerge, loader)]
      : []),
    ...patches.map((patch) => patchTransformer(patch, loader)),
    ...(namespace ? [namespaceTransformer(namespace, config.namespace)] : []),
    ...(namePrefix ? [prefixTransformer(namePrefix, config.namePrefix)] : []),
    ...(nameSuffix ? [suffixTransformer(nameSuffix, config.nameSuffix)] : []),
    ...labelTransformers(kustomization, config),
    ...annotationTransformers(kustomization, config),
    ...patchesJson6902.map((patch) => oldJsonTransformer(patch, loader)),
    ...replicas.map((replica) => replicaTransformer(replica, config.replicas)),
    ...images.map((image) => imageTransformer(image, config.images)),
    ...(replacements.length > 0 ? [replacementTransformer(replacements, loader)] : []),
  ];
}
