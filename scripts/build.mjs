/** Builds the site: `npm run build` for any host, `npm run build:offline` for a folder to double click. */
import { ensureInstalled, requireNode, run } from './run.mjs';

requireNode();
await ensureInstalled();
const offline = process.argv.includes('--offline');
const generated = await run(['tsx', 'scripts/generate-schema.mts'], { inherit: true });
if (generated.code !== 0) process.exit(generated.code);
const folder = offline ? 'build-offline' : 'build';
const { code } = await run(['docusaurus', 'build', '--out-dir', folder], {
  inherit: true,
  env: offline ? { OFFLINE: '1' } : {},
});
process.exit(code);
