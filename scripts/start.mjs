/** `npm start`: installs what is missing, builds the site when it is not fresh, and serves it. */
import { readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ensureInstalled, requireNode, root, run, seconds } from './run.mjs';

const port = Number(process.env.PORT ?? 3000);
const SOURCES = [
  'src',
  'docs',
  'exercises',
  'static',
  'api',
  'package-lock.json',
  'docusaurus.config.ts',
  'sidebars.ts',
];

/** When anything below `path` last changed, ms. 0 when there is nothing. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const below = readdirSync(path).filter((name) => name !== 'generated');
  return Math.max(0, ...below.map((name) => newest(join(path, name))));
}

const isFree = () =>
  new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, () => probe.close(() => resolve(true)));
  });

requireNode();
if (!(await isFree())) {
  console.error(`Port ${port} is in use. Choose another: PORT=3001 npm start`);
  process.exit(1);
}
await ensureInstalled();
const built = newest(join(root, 'build', 'index.html'));
if (built < Math.max(...SOURCES.map((path) => newest(join(root, path))))) {
  console.log('Building the site: about half a minute …');
  const { code, output, ms } = await run(['node', 'scripts/build.mjs']);
  if (code !== 0) {
    console.error(output);
    process.exit(code);
  }
  console.log(`Built in ${seconds(ms)}.`);
}
console.log(`Reconcile is on http://localhost:${port} (Ctrl-C stops it)`);
const { code } = await run(
  ['docusaurus', 'serve', '--no-open', '--port', String(port), '--dir', 'build'],
  { inherit: true },
);
process.exit(code);
