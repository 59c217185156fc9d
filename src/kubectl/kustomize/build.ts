/** A folder with a kustomization ⇒ the objects it builds. Mirrors api krusty/kustomizer.go. */
import type { KubectlHost } from '../host.ts';
import { klogLine } from '../klog.ts';
import { note } from './build-notes.ts';
import { addHashes } from './generate/hash.ts';
import { Loader } from './loader.ts';
import { fixNameReferences } from './name-references.ts';
import { orderResources } from './order.ts';
import type { Resource } from './resource.ts';
import { Target } from './target.ts';
import { managedByTransformer } from './transform/entries.ts';
import { resolveVars } from './vars.ts';
import { writeObject } from './write.ts';

/** The kustomize inside kubectl 1.35. */
const VERSION = 'kustomize-v5.7.1';

export interface BuildOptions {
  /** Files outside of a kustomization's folder may be read. */
  readonly isUnrestricted?: boolean;
  /** `none` keeps the order of the files. */
  readonly reorder?: 'legacy' | 'none';
  readonly managedByLabel?: boolean;
  /** Told of each line for standard error, before the result is there. */
  warn(line: string): void;
}

function finish(resources: readonly Resource[], metadata: readonly string[]): void {
  for (const resource of resources) {
    resource.removeBuildNotes();
    if (!metadata.includes('originAnnotations')) resource.annotate(note.origin, undefined);
    if (!metadata.includes('transformerAnnotations'))
      resource.annotate(note.transformations, undefined);
  }
}

/** The objects of a build, in their order. */
export function buildKustomization(
  host: KubectlHost,
  path: string,
  options: BuildOptions,
): readonly Resource[] {
  const loader = Loader.at(host, path, !options.isUnrestricted);
  const target = new Target(loader, options.warn);
  const { set, config, vars } = target.accumulate();
  addHashes(set.resources);
  fixNameReferences(set, config.nameReference);
  const unused = resolveVars(set, vars, config.varReference);
  if (unused.length > 0)
    options.warn(
      klogLine(
        host,
        'I',
        'log.go:244',
        `well-defined vars that were never replaced: ${unused.join(',')}`,
      ).trimEnd(),
    );
  set.dropLocal();
  const { sortOptions, buildMetadata = [] } = target.kustomization;
  const isAsFound = !sortOptions && options.reorder === 'none';
  set.reset(isAsFound ? set.resources : orderResources(set.resources, sortOptions));
  if (options.managedByLabel || buildMetadata.includes('managedByLabel'))
    managedByTransformer(VERSION).transform(set);
  finish(set.resources, buildMetadata);
  return set.resources;
}

/** Objects as one stream of YAML. */
export const writeResources = (resources: readonly Resource[]): string =>
  resources.flatMap(({ node }) => (node ? [writeObject(node)] : [])).join('---\n');
