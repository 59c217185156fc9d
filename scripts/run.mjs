/** Running commands for the other scripts: with progress, a time, and their output when they fail. */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

/** Seconds with one decimal: 1234 ⇒ "1.2 s". */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * Runs `command` (an array) in the repository. Gives `{ code, output, ms }`, never throws.
 * `inherit`: its output goes straight to the terminal.
 */
export function run(command, { env = {}, inherit = false } = {}) {
  const [file, ...args] = command;
  const started = performance.now();
  const path = `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`;
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, PATH: path, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
      stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) =>
      resolve({ code: 127, output: `${file}: ${error.message}`, ms: 0 }),
    );
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output, ms: performance.now() - started }),
    );
  });
}

/** `npm ci`, when node_modules is missing or older than the lock. Exits with its status on failure. */
export async function ensureInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing what is missing (npm ci), once: about a minute …');
  const { code, output } = await run(['npm', 'ci', '--no-audit', '--no-fund']);
  if (code !== 0) {
    console.error(
      `${output}\nnpm ci failed. Reconcile needs Node 20.19 or newer and reaches only the npm registry.`,
    );
    process.exit(code);
  }
}

/** Exits with one sentence when Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Reconcile needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
