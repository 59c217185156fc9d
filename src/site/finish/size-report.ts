/** Says after a build what a learner downloads before the first prompt. */
import { readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { firstScripts, labScript, partScripts } from './first-scripts.ts';

const aimEngineKb = 140;

/** The floors up to the cluster, and kubectl: no shell, no grader, no lab. */
const engine = `
export { createCluster } from '#cluster/create-cluster.ts';
export { kubectl } from '#kubectl/kubectl.ts';
export { complete } from '#kubectl/completion.ts';
`;

/** `Engine + kubectl 131 kB gzip (aim 140) · worker 388 kB · parts that come later 90 kB · JavaScript before the first prompt 402 kB in 9 files` */
export async function sizeReport(outDir: string): Promise<string> {
  const first = firstScripts(outDir);
  return [
    `Engine + kubectl ${kilobytes([await bundleEngine()])} kB gzip (aim ${aimEngineKb})`,
    `worker ${kilobytes(texts(outDir, [labScript(outDir)]))} kB`,
    `parts that come later ${kilobytes(texts(outDir, partScripts(outDir)))} kB`,
    `JavaScript before the first prompt ${kilobytes(texts(outDir, first))} kB in ${first.length} files`,
  ].join(' · ');
}

/** The engine and kubectl bundled alone, without the parts that are loaded later: only to be weighed. */
async function bundleEngine(): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: engine, resolveDir: resolve('src'), loader: 'ts' },
    bundle: true,
    splitting: true,
    outdir: 'engine',
    metafile: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const first = filesOfStart(metafile);
  return outputFiles
    .filter(({ path }) => first.has(relative(process.cwd(), path)))
    .map(({ text }) => text)
    .join('');
}

/** The entry's file and all it imports without asking later. */
function filesOfStart({ outputs }: Metafile): ReadonlySet<string> {
  const start = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === '<stdin>');
  const found = new Set(start);
  for (const file of found)
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement') found.add(path);
  return found;
}

function texts(outDir: string, files: readonly string[]): string[] {
  return files.map((file) => readFileSync(join(outDir, 'assets/js', file), 'utf8'));
}

function kilobytes(scripts: readonly string[]): number {
  const bytes = scripts.map((text) => gzipSync(text, { level: 9 }).length);
  return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000);
}
