/** Says after a build what a learner downloads before the first prompt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { engineChunk, firstScripts } from './first-scripts.ts';

const aimEngineKb = 140;

/** `Engine + kubectl 131 kB gzip (aim 140) · JavaScript before the first prompt 402 kB gzip in 9 files` */
export function sizeReport(outDir: string): string {
  const first = firstScripts(outDir);
  const engine = first.filter((file) => engineChunk.test(file));
  return [
    `Engine + kubectl ${kilobytes(outDir, engine)} kB gzip (aim ${aimEngineKb})`,
    `JavaScript before the first prompt ${kilobytes(outDir, first)} kB gzip in ${first.length} files`,
  ].join(' · ');
}

function kilobytes(outDir: string, files: readonly string[]): number {
  const bytes = files.map(
    (file) => gzipSync(readFileSync(join(outDir, 'assets/js', file)), { level: 9 }).length,
  );
  return Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000);
}
