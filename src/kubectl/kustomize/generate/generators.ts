/** `configMapGenerator` and `secretGenerator`. Mirrors api internal/generators. */
import { encodeBase64 } from '#resources/base64.ts';
import { KubectlError } from '../../errors.ts';
import { note } from '../build-notes.ts';
import type { Generator, GeneratorOptions, Kustomization } from '../kustomization.ts';
import type { Loader } from '../loader.ts';
import { type MapNode, map, scalar, textMap } from '../node.ts';
import { Resource } from '../resource.ts';
import { readKeyValues } from './key-values.ts';

const LINE = 70;

/** Long values are broken into lines. */
function secretText(value: string): string {
  const encoded = encodeBase64(value);
  if (encoded.length < LINE) return encoded;
  return (encoded.match(/.{1,70}/gs) ?? []).map((line) => `${line}\n`).join('');
}

/** What a generator says itself goes before what `generatorOptions` says. */
function joinedOptions(
  own: GeneratorOptions | undefined,
  common: GeneratorOptions | undefined,
): GeneratorOptions | undefined {
  if (!common) return own;
  return {
    labels: { ...common.labels, ...own?.labels },
    annotations: { ...common.annotations, ...own?.annotations },
    disableNameSuffixHash: Boolean(own?.disableNameSuffixHash || common.disableNameSuffixHash),
    immutable: Boolean(own?.immutable || common.immutable),
  };
}

function baseNode(kind: string, { name = '', namespace = '' }: Generator): MapNode {
  if (name === '') throw new KubectlError('a configmap must have a name');
  const metadata = map([['name', scalar(name)]]);
  if (namespace) metadata.fields.set('namespace', scalar(namespace));
  return map([
    ['apiVersion', scalar('v1')],
    ['kind', scalar(kind)],
    ['metadata', metadata],
  ]);
}

function generate(
  kind: 'ConfigMap' | 'Secret',
  generator: Generator,
  options: GeneratorOptions | undefined,
  loader: Loader,
): Resource {
  const node = baseNode(kind, generator);
  const isSecret = kind === 'Secret';
  if (isSecret) node.fields.set('type', scalar(generator.type || 'Opaque'));
  const pairs = [...readKeyValues(generator, loader)].map(
    ([key, value]) => [key, isSecret ? secretText(value) : value] as const,
  );
  if (isSecret || pairs.length > 0) node.fields.set('data', textMap(Object.fromEntries(pairs)));
  const resource = new Resource(node);
  if (options?.labels && Object.keys(options.labels).length > 0)
    resource.setLabels({ ...options.labels });
  resource.setAnnotations({
    ...options?.annotations,
    ...(options?.disableNameSuffixHash ? {} : { [note.needsHash]: 'enabled' }),
    [note.behavior]: behaviorText(generator.behavior),
  });
  if (options?.immutable) node.fields.set('immutable', scalar('true', 'bool'));
  return resource;
}

const behaviorText = (text = ''): string =>
  ['create', 'replace', 'merge'].includes(text) ? text : 'unspecified';

/** One object a generator, and which step made it. */
export interface Generated {
  readonly by: string;
  make(): Resource;
}

/** What a kustomization generates, ConfigMaps first. */
export function generatorsOf(
  { configMapGenerator = [], secretGenerator = [], generatorOptions }: Kustomization,
  loader: Loader,
): readonly Generated[] {
  const of = (kind: 'ConfigMap' | 'Secret', generators: readonly Generator[]): Generated[] =>
    generators.map((generator) => ({
      by: `${kind}Generator`,
      make: () =>
        generate(kind, generator, joinedOptions(generator.options, generatorOptions), loader),
    }));
  return [...of('ConfigMap', configMapGenerator), ...of('Secret', secretGenerator)];
}
