/** The address of the script that starts a bundled worker. */
declare module '*?inline-worker' {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: the bundler gives an asset's address so
  export default url;
}

declare module '*/bundle.cjs' {
  import type { BuildOptions } from 'esbuild';

  /** Bundles a worker to the start's script and its parts, by file name. */
  // biome-ignore lint/style/noDefaultExport: the loader is CommonJS
  export default function bundleWorker(
    entry: string,
    options: BuildOptions,
  ): Promise<{
    readonly main: string;
    readonly parts: ReadonlyMap<string, string>;
    readonly inputs: readonly string[];
  }>;
}
