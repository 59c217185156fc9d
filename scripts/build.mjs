/** Builds the site: `npm run build` for any host, `npm run build:offline` for a folder to double click. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, requireNode, root, run } from './run.mjs';

requireNode();
await ensureInstalled();
const offline = process.argv.includes('--offline');
const generated = await run(['tsx', 'scripts/generate-schema.mts'], { inherit: true });
if (generated.code !== 0) process.exit(generated.code);
// The page "How true is it?" is written by a run that compares: a fresh clone has none yet.
if (!existsSync(join(root, 'generated/fidelity.json'))) {
  const report = ['node', 'scripts/bundled.mjs', 'scripts/fidelity.mts', '--report', '--summary'];
  await run(report, { inherit: true });
}
const folder = offline ? 'build-offline' : 'build';
const { code } = await run(['docusaurus', 'build', '--out-dir', folder], {
  inherit: true,
  env: offline ? { OFFLINE: '1' } : {},
});
process.exit(code);
