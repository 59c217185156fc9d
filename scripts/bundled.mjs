/** `node scripts/bundled.mjs scripts/NAME.mts [ARG …]`: runs a script as a browser would run it, bundled, with what it needs made first. */
import { spawn } from 'node:child_process';
import { basename, join } from 'node:path';
import { ensureInstalled, requireNode, root, run } from './run.mjs';

/** CommonJS dependencies ask for Node's own modules by `require`. */
const REQUIRE =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

const [entry, ...args] = process.argv.slice(2);
requireNode();
await ensureInstalled();
const generated = await run(['tsx', 'scripts/generate-schema.mts']);
if (generated.code !== 0) {
  console.error(generated.output);
  process.exit(generated.code);
}
const { build } = await import('esbuild');
const outfile = join(root, 'node_modules', '.cache', `${basename(entry, '.mts')}.mjs`);
await build({
  entryPoints: [join(root, entry)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  banner: { js: REQUIRE },
  logLevel: 'error',
});
const child = spawn(process.execPath, ['--expose-gc', outfile, ...args], { stdio: 'inherit' });
// The script decides how it ends: what this process is told, it is told.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
