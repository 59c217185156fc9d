/** Says after a build what a learner downloads before the first prompt. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { firstScripts, labScript } from './first-scripts.ts';

const aimEngineKb = 140;

/** The floors up to the cluster, and kubectl: no shell, no grader, no lab. */
const engine = `
export { createCluster } from '#cluster/create-cluster.ts';
export { kubectl } from '#kubectl/kubectl.ts';
export { complete } from '#kubectl/completion.ts';
`;

/** `Engine + kubectl 131 kB gzip (aim 140) · whole worker 388 kB · JavaScript before the first prompt 402 kB in 9 files` */
export async function sizeReport(outDir: string): Promise<string> {
  const first = firstScripts(outDir);
  return [
    `Engine + kubectl ${kilobytes([await bundleEngine()])} kB gzip (aim ${aimEngineKb})`,
    `whole worker ${kilobytes(texts(outDir, [labScript(outDir)]))} kB`,
    `JavaScript before the first prompt ${kilobytes(texts(outDir, first))} kB in ${first.length} files`,
  ].join(' · ');
}

/** The engine and kubectl bundled alone, as the worker is: only to be weighed. */
async function bundleEngine(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: engine, resolveDir: resolve('src'), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles.map(({ text }) => text).join('');
}

function texts(outDir: string, files: readonly string[]): string[] {
  return files.map((file) => readFileSync(join(outDir, 'assets/js', file), 'utf8'));
}

function kilobytes(scripts: readonly string[]): number {
  const bytes = scripts.map((text) => gzipSync(text, { level: 9 }).length);
  return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000);
}
