/** `labels`, `commonLabels` and `commonAnnotations`. Mirrors api filters/{labels,annotations} and kusttarget_configplugin.go. */
import { KubectlError } from '../../errors.ts';
import { changeField, type FieldSpec, mergeSpecs, setEntry } from '../field-spec.ts';
import type { Kustomization, Label } from '../kustomization.ts';
import type { TransformerConfig } from '../specs/config.ts';
import type { Transformer } from './transformer.ts';

const entriesTransformer = (
  name: string,
  texts: Readonly<Record<string, string>>,
  specs: readonly FieldSpec[],
): Transformer => ({
  name,
  transform(set) {
    for (const { node } of set.resources)
      for (const key of Object.keys(texts).sort())
        for (const spec of specs)
          if (node) changeField(node, spec, setEntry(key, texts[key] ?? ''));
  },
});

function specsOf(label: Label, config: TransformerConfig): readonly FieldSpec[] {
  try {
    const own = mergeSpecs(label.fields ?? [], config.labels);
    if (label.includeSelectors) return mergeSpecs(own, config.commonLabels);
    const templates = label.includeTemplates ? mergeSpecs(own, config.templateLabels) : own;
    return mergeSpecs(templates, [{ path: 'metadata/labels', create: true }]);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`failed to merge labels: ${error.message}`);
  }
}

/** One for each of `labels`, then one for `commonLabels` (even of none). */
export function labelTransformers(
  { labels = [], commonLabels = {} }: Kustomization,
  config: TransformerConfig,
): readonly Transformer[] {
  if (labels.length === 0 && Object.keys(commonLabels).length === 0) return [];
  const name = 'LabelTransformer';
  return [
    ...labels.map((label) => entriesTransformer(name, label.pairs ?? {}, specsOf(label, config))),
    entriesTransformer(name, commonLabels, config.commonLabels),
  ];
}

export function annotationTransformers(
  { commonAnnotations = {} }: Kustomization,
  config: TransformerConfig,
): readonly Transformer[] {
  if (Object.keys(commonAnnotations).length === 0) return [];
  return [
    entriesTransformer('AnnotationsTransformer', commonAnnotations, config.commonAnnotations),
  ];
}

/** `app.kubernetes.io/managed-by`, on the objects only. */
export const managedByTransformer = (version: string): Transformer =>
  entriesTransformer('LabelTransformer', { 'app.kubernetes.io/managed-by': version }, [
    { path: 'metadata/labels', create: true },
  ]);
