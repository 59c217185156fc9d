/**
 * The parts of the lab that are downloaded when they are first asked for. The bundler
 * (`site/inline-worker`) makes a file of each `import()` in the worker, and of `import('./x.ts')` a
 * call of `load`; everywhere else (Node, tests) `import()` is what it always was.
 */
import { type PartFetcher, PartMissing } from './fetch-part.ts';

/** What a module offers, by name. */
export type Namespace = object;

/** The body of a part, as a bundler writes CommonJS. */
type PartBody = (require: (file: string) => Namespace, module: { exports: Namespace }) => void;

/** Which files each part needs beside itself. */
export type PartTable = Readonly<Record<string, readonly string[]>>;

export interface Parts {
  /** A module of the first download which parts may ask for. */
  provide(file: string, namespace: Namespace): void;
  /** Called by a part's own script. */
  define(file: string, body: PartBody): void;
  /** Gives the part's module; rejects with `PartMissing` when it can't be had now. Asking again tries again. */
  load(file: string): Promise<Namespace>;
  /** Downloads every part that is not here yet, one after the other, and runs none. */
  prefetch(): Promise<void>;
}

/** Parts by `table`, fetched by `fetcher`. */
export function createParts(table: PartTable, fetcher: PartFetcher): Parts {
  const modules = new Map<string, Namespace>();
  const bodies = new Map<string, PartBody>();
  const coming = new Map<string, Promise<void>>();

  const require = (file: string): Namespace => {
    const known = modules.get(file);
    if (known) return known;
    const body = bodies.get(file);
    if (!body) throw new PartMissing(`no part ${file}`);
    const module: { exports: Namespace } = { exports: {} };
    modules.set(file, module.exports);
    body(require, module);
    modules.set(file, module.exports);
    return module.exports;
  };
  const fetchOnce = (file: string): Promise<void> => {
    const before = coming.get(file);
    if (before) return before;
    const now = fetcher.run(file).finally(() => coming.delete(file));
    coming.set(file, now);
    return now;
  };
  const isMissing = (file: string): boolean => !modules.has(file) && !bodies.has(file);
  const missing = (file: string): readonly string[] =>
    [...(table[file] ?? []), file].filter(isMissing);

  return {
    provide: (file, namespace) => {
      modules.set(file, namespace);
    },
    define: (file, body) => {
      bodies.set(file, body);
    },
    load: async (file) => {
      await Promise.all(missing(file).map(fetchOnce));
      return require(file);
    },
    prefetch: async () => {
      for (const file of Object.keys(table).filter(isMissing)) await fetcher.warm(file);
    },
  };
}
