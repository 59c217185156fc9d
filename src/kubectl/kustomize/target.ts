/** One kustomization at work: gathers resources, generates, lets components and transformers change them. Mirrors api internal/target/kusttarget.go. */
import { KubectlError } from '../errors.ts';
import { generatorsOf } from './generate/generators.ts';
import type { Kustomization } from './kustomization.ts';
import { isTold, notSimulated } from './limits.ts';
import type { Loader } from './loader.ts';
import { joinPaths, noteFile, noteGenerator, noteTransformer, type Origin } from './origin.ts';
import { readObjects } from './read/documents.ts';
import { readKustomization } from './read/kustomization.ts';
import { Resource } from './resource.ts';
import { ResourceSet } from './resource-set.ts';
import {
  defaultConfig,
  emptyConfig,
  mergeConfigs,
  readConfig,
  type TransformerConfig,
} from './specs/config.ts';
import { transformersOf } from './transformers.ts';
import { joinVars, type KnownVar, mergeVars } from './vars.ts';

/** What a kustomization comes to before names are fixed. */
export interface Accumulated {
  readonly set: ResourceSet;
  readonly config: TransformerConfig;
  readonly vars: readonly KnownVar[];
}

const nothing = (): Accumulated => ({ set: new ResourceSet(), config: emptyConfig, vars: [] });

/** Puts words before a refusal. */
export function prefixed<T>(words: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isTold(error)) throw error;
    throw new KubectlError(`${words}: ${error.message}`);
  }
}

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export class Target {
  readonly #loader: Loader;
  readonly #warn: (line: string) => void;
  readonly #origin: Origin | undefined;
  readonly kustomization: Kustomization;

  constructor(
    loader: Loader,
    warn: (line: string) => void,
    above?: { readonly kustomization: Kustomization; readonly path: string | undefined },
  ) {
    const { file, text } = Target.#read(loader);
    const own = readKustomization(text, loader.root, warn);
    // A base says of itself what the kustomization above it wants said.
    const { buildMetadata: _, ...rest } = own;
    const wanted = above ? above.kustomization.buildMetadata : own.buildMetadata;
    this.kustomization = { ...rest, ...(wanted ? { buildMetadata: wanted } : {}) };
    const path = above ? above.path : wanted?.length ? '' : undefined;
    this.#origin = path === undefined ? undefined : { path, file };
    this.#loader = loader;
    this.#warn = warn;
  }

  static #read(loader: Loader): { readonly file: string; readonly text: string } {
    const found = names.flatMap((file) => {
      try {
        return [{ file, text: loader.load(file) }];
      } catch (error) {
        if (isTold(error)) return [];
        throw error;
      }
    });
    const [only, ...more] = found;
    if (!only)
      throw new KubectlError(
        `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${loader.root}'`,
      );
    if (more.length > 0)
      throw new KubectlError(`Found multiple kustomization files under: ${loader.root}\n`);
    return only;
  }

  accumulate(start: Accumulated = nothing()): Accumulated {
    const { kustomization } = this;
    this.#refuseWhatIsMissing();
    let at = prefixed('accumulating resources', () =>
      this.#addResources(start, kustomization.resources ?? []),
    );
    at = { ...at, config: mergeConfigs(at.config, this.#ownConfig()) };
    for (const path of kustomization.crds ?? [])
      prefixed(`loading CRDs [${(kustomization.crds ?? []).join(' ')}]`, () =>
        this.#loader.load(path),
      );
    this.#generate(at.set);
    at = prefixed('accumulating components', () =>
      this.#addComponents(at, kustomization.components ?? []),
    );
    this.#transform(at);
    const { vars = [] } = kustomization;
    return { ...at, vars: mergeVars(at.set, at.vars, vars) };
  }

  #refuseWhatIsMissing(): void {
    const { generators, transformers, validators, helmCharts } = this.kustomization;
    if (generators?.length) throw notSimulated('generator plugins (generators)');
    if (transformers?.length) throw notSimulated('transformer plugins (transformers)');
    if (validators?.length) throw notSimulated('validator plugins (validators)');
    if (helmCharts?.length) throw notSimulated('Helm charts (helmCharts)');
  }

  #ownConfig(): TransformerConfig {
    const { configurations = [] } = this.kustomization;
    return configurations.reduce(
      (config, path) => mergeConfigs(config, readConfig(this.#loader.load(path))),
      defaultConfig,
    );
  }

  /** A file first; what is no file is a folder with a kustomization. */
  #addResources(start: Accumulated, paths: readonly string[]): Accumulated {
    let at = start;
    for (const path of paths) {
      const failure = this.#addFile(at.set, path);
      if (failure === undefined) continue;
      at = this.#addFolder(at, path, failure);
    }
    return at;
  }

  /** Why the path is no file of objects; undefined when they are added. */
  #addFile(set: ResourceSet, path: string): string | undefined {
    try {
      const objects = prefixed(`accumulating resources from '${path}'`, () => this.#readFile(path));
      if (this.#origin)
        for (const one of objects) noteFile(one, joinPaths(this.#origin.path, path));
      prefixed(`merging resources from '${path}'`, () => set.appendAll(objects));
      return undefined;
    } catch (error) {
      if (!isTold(error)) throw error;
      return error.message;
    }
  }

  #readFile(path: string): readonly Resource[] {
    const text = this.#loader.load(path);
    try {
      const objects = readObjects(text).map((node) => new Resource(node));
      new ResourceSet(objects);
      return objects;
    } catch (error) {
      if (!(error instanceof KubectlError) || !error.message.includes('MalformedYAMLError'))
        throw error;
      throw new KubectlError(`${error.message} in File: ${path}`);
    }
  }

  #addFolder(start: Accumulated, path: string, failure: string): Accumulated {
    let loader: Loader;
    try {
      loader = this.#loader.into(path);
    } catch (error) {
      if (!isTold(error)) throw error;
      if (failure.includes('MalformedYAMLError')) throw new KubectlError(failure);
      throw new KubectlError(`accumulation err='${failure}': ${error.message}`);
    }
    return prefixed(`accumulation err='${failure}'`, () =>
      this.#accumulateFolder(start, loader, path, false),
    );
  }

  #addComponents(start: Accumulated, paths: readonly string[]): Accumulated {
    const quoted = (words: string, work: () => Accumulated | Loader): Accumulated | Loader => {
      try {
        return work();
      } catch (error) {
        if (!isTold(error)) throw error;
        throw new KubectlError(`${words} ${JSON.stringify(error.message)}`);
      }
    };
    return paths.reduce((at, path) => {
      const loader = quoted('loader.New', () => this.#loader.into(path)) as Loader;
      return quoted('accumulateDirectory:', () =>
        this.#accumulateFolder(at, loader, path, true),
      ) as Accumulated;
    }, start);
  }

  #accumulateFolder(
    start: Accumulated,
    loader: Loader,
    path: string,
    isComponent: boolean,
  ): Accumulated {
    const { root } = loader;
    const above = {
      kustomization: this.kustomization,
      path: this.#origin && joinPaths(this.#origin.path, path),
    };
    const inner = prefixed(
      `couldn't make target for path '${root}'`,
      () => new Target(loader, this.#warn, above),
    );
    const { kind } = inner.kustomization;
    if (isComponent && kind !== 'Component')
      throw new KubectlError(`expected kind 'Component' for path '${root}' but got '${kind}'`);
    if (!isComponent && kind === 'Component')
      throw new KubectlError(`expected kind != 'Component' for path '${root}'`);
    const found = prefixed(`recursed accumulation of path '${root}'`, () =>
      inner.accumulate(isComponent ? start : nothing()),
    );
    // A component works on all there is so far; a base only on its own.
    if (isComponent) return found;
    return prefixed(`recursed merging from path '${root}'`, () => {
      start.set.appendAll(found.set.resources);
      return {
        set: start.set,
        config: mergeConfigs(start.config, found.config),
        vars: joinVars(start.vars, found.vars),
      };
    });
  }

  #generate(set: ResourceSet): void {
    for (const { by, make } of generatorsOf(this.kustomization, this.#loader)) {
      const made = make();
      if (this.#origin) noteGenerator(made, this.#origin, by);
      // Go prints two pointers here; the second is that of the origin.
      const shown = `&{0xc000000000 ${this.#origin ? '0xc000000001' : '<nil>'}}`;
      prefixed(`merging from generator ${shown}`, () => set.absorb(made));
    }
  }

  #transform({ set, config }: Accumulated): void {
    for (const { name, transform } of transformersOf(this.kustomization, config, this.#loader)) {
      transform(set);
      if (this.#origin)
        for (const one of set.resources) if (!one.isGone) noteTransformer(one, this.#origin, name);
      set.dropGone();
    }
  }
}
