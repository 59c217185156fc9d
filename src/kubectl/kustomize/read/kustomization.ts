/** A kustomization file ⇒ what it asks for. Mirrors api types/kustomization.go Unmarshal, CheckDeprecatedFields, FixKustomization, EnforceFields. */
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseYamlText } from '#apimachinery/yaml-text.ts';
import { KubectlError } from '../../errors.ts';
import type { Generator, Kustomization } from '../kustomization.ts';
import { decodeStrictly } from './decode.ts';
import { kustomizationShape } from './shapes.ts';

const replacedBy: readonly (readonly [keyof Kustomization, string])[] = [
  ['bases', 'resources'],
  ['commonLabels', 'labels'],
  ['imageTags', 'images'],
  ['patchesJson6902', 'patches'],
  ['patchesStrategicMerge', 'patches'],
  ['vars', 'replacements'],
];

const warningOf = (field: string, instead: string): string =>
  `# Warning: '${field}' is deprecated. Please use '${instead}' instead. ${
    field === 'vars' ? '[EXPERIMENTAL] ' : ''
  }Run 'kustomize edit fix' to update your Kustomization automatically.`;

function decoded(text: string): Partial<Kustomization> {
  try {
    return decodeStrictly(parseYamlText(text), kustomizationShape) as Partial<Kustomization>;
  } catch (error) {
    if (!(error instanceof KubectlError || error instanceof ParseError)) throw error;
    throw new KubectlError(`invalid Kustomization: ${error.message}`);
  }
}

/** `env:` is the old form of one more of `envs:`. */
const withEnvs = (generators: readonly Generator[]): readonly Generator[] =>
  generators.map(({ env, ...rest }) =>
    env ? { ...rest, envs: [...(rest.envs ?? []), env] } : rest,
  );

function isEmpty(given: Partial<Kustomization>): boolean {
  const { kind: _, apiVersion: __, ...rest } = given;
  return Object.values(rest).every(
    (value) =>
      value === '' || (Array.isArray(value) && value.length === 0 && !Array.isArray(value)),
  );
}

/** Old fields moved to where new ones are. */
function fixed(given: Partial<Kustomization>): Partial<Kustomization> {
  const { bases = [], imageTags = [], ...rest } = given;
  const resources = [...(rest.resources ?? []), ...bases];
  const images = [...(rest.images ?? []), ...imageTags];
  const { configMapGenerator, secretGenerator } = rest;
  return {
    ...rest,
    ...(rest.resources || resources.length > 0 ? { resources } : {}),
    ...(rest.images || images.length > 0 ? { images } : {}),
    ...(configMapGenerator ? { configMapGenerator: withEnvs(configMapGenerator) } : {}),
    ...(secretGenerator ? { secretGenerator: withEnvs(secretGenerator) } : {}),
  };
}

/** What is wrong with kind and version; empty when nothing is. */
function complaints(kind: string, apiVersion: string): readonly string[] {
  const isComponent = kind === 'Component';
  const wanted = `kustomize.config.k8s.io/${isComponent ? 'v1alpha1' : 'v1beta1'}`;
  return [
    ...(kind === 'Kustomization' || isComponent
      ? []
      : ['kind should be Kustomization or Component']),
    ...(apiVersion === wanted ? [] : [`apiVersion for ${kind} should be ${wanted}`]),
  ];
}

/** Reads the file in folder `root`; tells `warn` of what is deprecated. */
export function readKustomization(
  text: string,
  root: string,
  warn: (line: string) => void,
): Kustomization {
  const given = decoded(text);
  for (const [field, instead] of replacedBy)
    if (given[field] !== undefined) warn(warningOf(field, instead));
  const rest = fixed(given);
  if (isEmpty(rest)) throw new KubectlError('kustomization.yaml is empty');
  const kind = rest.kind || 'Kustomization';
  const apiVersion =
    rest.apiVersion || `kustomize.config.k8s.io/${kind === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
  const wrong = complaints(kind, apiVersion);
  if (wrong.length > 0)
    throw new KubectlError(`Failed to read kustomization file under ${root}:\n${wrong.join('\n')}`);
  return { ...rest, kind, apiVersion };
}
