/** The Go types of a kustomization's fields: what is refused, and in which words. Mirrors api types. */

export type Shape =
  | { readonly type: 'string' | 'bool' | 'int' | 'int64'; readonly named?: string }
  | { readonly type: 'list'; readonly of: Shape }
  | { readonly type: 'map'; readonly of: Shape }
  | StructShape;

export interface StructShape {
  readonly type: 'struct';
  /** `Patch`; shown as `types.Patch`. */
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/** A field, and the embedded structs it stands in. */
export interface Field {
  readonly shape: Shape;
  readonly inside: readonly string[];
}

const text: Shape = { type: 'string' };
const truth: Shape = { type: 'bool' };
const list = (of: Shape): Shape => ({ type: 'list', of });
const map = (of: Shape): Shape => ({ type: 'map', of });

const fields = (shapes: Readonly<Record<string, Shape>>): Readonly<Record<string, Field>> =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, { shape, inside: [] as string[] }]),
  );
/** Fields of an embedded struct. */
const embed = (
  name: string,
  inner: Readonly<Record<string, Field>>,
): Readonly<Record<string, Field>> =>
  Object.fromEntries(
    Object.entries(inner).map(([key, { shape, inside }]) => [
      key,
      { shape, inside: [name, ...inside] },
    ]),
  );
const struct = (
  name: string,
  ...parts: readonly Readonly<Record<string, Field>>[]
): StructShape => ({
  type: 'struct',
  name,
  fields: Object.assign({}, ...parts) as Readonly<Record<string, Field>>,
});
const texts = (...names: readonly string[]): Readonly<Record<string, Field>> =>
  fields(Object.fromEntries(names.map((name) => [name, text])));

const gvk = embed('Gvk', texts('group', 'version', 'kind'));
const resId = embed('ResId', { ...gvk, ...texts('name', 'namespace') });
const fieldSpec = struct('FieldSpec', gvk, fields({ path: text, create: truth }));
const selector = struct('Selector', resId, texts('annotationSelector', 'labelSelector'));
const patch = struct(
  'Patch',
  fields({ path: text, patch: text, target: selector, options: map(truth) }),
);
const image = struct('Image', texts('name', 'newName', 'tagSuffix', 'newTag', 'digest'));
const label = struct(
  'Label',
  fields({
    pairs: map(text),
    includeSelectors: truth,
    includeTemplates: truth,
    fields: list(fieldSpec),
  }),
);
const generatorOptions = struct(
  'GeneratorOptions',
  fields({
    labels: map(text),
    annotations: map(text),
    disableNameSuffixHash: truth,
    immutable: truth,
  }),
);
const generatorArgs = embed('GeneratorArgs', {
  ...texts('namespace', 'name', 'behavior'),
  ...embed(
    'KvPairSources',
    fields({ literals: list(text), files: list(text), envs: list(text), env: text }),
  ),
  ...fields({ options: generatorOptions }),
});
const valueOptions = struct(
  'FieldOptions',
  fields({ delimiter: text, index: { type: 'int' }, encoding: text, create: truth }),
);
const source = struct('SourceSelector', resId, fields({ fieldPath: text, options: valueOptions }));
const target = struct(
  'TargetSelector',
  fields({
    select: selector,
    reject: list(selector),
    fieldPaths: list(text),
    options: valueOptions,
  }),
);
const replacementFields = embed(
  'Replacement',
  fields({ source, targets: list(target), sourceValue: text }),
);
export const replacement = struct(
  'Replacement',
  fields({ source, targets: list(target), sourceValue: text }),
);
const variable = struct(
  'Var',
  fields({
    name: text,
    objref: struct('Target', texts('apiVersion'), gvk, texts('name', 'namespace')),
    fieldref: struct('FieldSelector', texts('fieldPath')),
  }),
);
const helmNames = ['chartHome', 'configHome'];
const helmChart = struct(
  'HelmChart',
  texts('name', 'version', 'repo', 'releaseName', 'namespace', 'valuesFile', 'valuesMerge'),
  texts('nameTemplate'),
  fields({
    additionalValuesFiles: list(text),
    valuesInline: map({ type: 'struct', name: '', fields: {} }),
    includeCRDs: truth,
    skipHooks: truth,
    skipTests: truth,
    apiVersions: list(text),
    kubeVersion: text,
    debug: truth,
  }),
);
const sortOptions = struct(
  'SortOptions',
  fields({
    order: { type: 'string', named: 'types.SortOrder' },
    legacySortOptions: struct(
      'LegacySortOptions',
      fields({ orderFirst: list(text), orderLast: list(text) }),
    ),
  }),
);

const listsOfTexts = [
  ...['resources', 'components', 'crds', 'bases', 'configurations', 'generators', 'transformers'],
  ...['validators', 'buildMetadata'],
];

export const kustomizationShape: StructShape = struct(
  'Kustomization',
  embed('TypeMeta', texts('kind', 'apiVersion')),
  texts('namePrefix', 'nameSuffix', 'namespace'),
  fields(Object.fromEntries(listsOfTexts.map((name) => [name, list(text)]))),
  fields({
    metadata: struct(
      'ObjectMeta',
      fields({ name: text, namespace: text, labels: map(text), annotations: map(text) }),
    ),
    openapi: map(text),
    commonLabels: map(text),
    labels: list(label),
    commonAnnotations: map(text),
    patchesStrategicMerge: list({ type: 'string', named: 'types.PatchStrategicMerge' }),
    patchesJson6902: list(patch),
    patches: list(patch),
    images: list(image),
    imageTags: list(image),
    replacements: list(struct('ReplacementField', replacementFields, texts('path'))),
    replicas: list(struct('Replica', fields({ name: text, count: { type: 'int64' } }))),
    vars: list(variable),
    sortOptions,
    configMapGenerator: list(struct('ConfigMapArgs', generatorArgs)),
    secretGenerator: list(struct('SecretArgs', generatorArgs, texts('type'))),
    helmGlobals: struct('HelmGlobals', texts(...helmNames)),
    helmCharts: list(helmChart),
    helmChartInflationGenerator: list(struct('HelmChartArgs', texts(...helmNames))),
    generatorOptions,
  }),
);
