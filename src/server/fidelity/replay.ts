/** Replays a recording by the real kubectl over HTTP: real bash, real tools, a served cluster of its own. */
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { settlesAtMs } from '#cluster/settle.ts';
import { direct } from '#lab/directive.ts';
import { commandMs, compareStep, type ReplayedCommand } from '#lab/replay-transcript.ts';
import type { RunStep, Transcript } from '#lab/transcript.ts';
import { type ClusterServer, startServer } from '../start-server.ts';
import { writeShims } from './shims.ts';

/** How the home folder shows in recordings. */
const HOME = '/home/learner';
/** Longer than any command of a recording may take, real ms. */
const LIMIT_MS = 90_000;

/** Where a recording's commands run. */
interface Bench {
  readonly server: ClusterServer;
  readonly folder: string;
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
}

function setUp(server: ClusterServer, kubectl: string, transcript: Transcript): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  const home = join(folder, 'home');
  const shims = join(folder, 'bin');
  writeShims(shims);
  for (const [name, text] of Object.entries(transcript.files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  mkdirSync(join(home, '.kube'), { recursive: true });
  writeFileSync(join(home, '.kube/config'), server.kubeconfigText, { mode: 0o600 });
  const environment = {
    PATH: `${shims}:/usr/local/bin:/usr/bin:/bin`,
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    REAL_KUBECTL: kubectl,
    REAL_SLEEP: '/bin/sleep',
    RECONCILE_PORT: String(server.port),
    RECONCILE_TOKEN: server.token,
  };
  return { server, folder, home, environment };
}

interface Outcome {
  readonly output: string;
  readonly exit: number;
}

/** Standard output and errors go to one file, in the order they are written. */
function runLine({ folder, home, environment }: Bench, command: string): Promise<Outcome> {
  const path = join(folder, 'output');
  const file = openSync(path, 'w');
  const starting = mkdtempSync(join(folder, 'starting-'));
  const child = spawn('bash', ['-c', command], {
    cwd: home,
    env: { ...environment, RECONCILE_STARTING: starting, RECONCILE_LIVE: `${starting}.live` },
    stdio: ['ignore', file, file],
    detached: true,
  });
  closeSync(file);
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), LIMIT_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      rmSync(starting, { recursive: true });
      const output = readFileSync(path, 'utf8').replaceAll(home, HOME);
      resolve({ output, exit: code ?? (signal === 'SIGKILL' ? 137 : 143) });
    });
  });
}

/** Time stands still while a command works; what waits sets it going. */
async function runStep(bench: Bench, step: RunStep, exact: boolean): Promise<ReplayedCommand> {
  const { output, exit } = await runLine(bench, step.command);
  const { pace, cluster } = bench.server;
  pace.setSpeed(0);
  const endMs = cluster.clock.now() + commandMs;
  await pace.skip(() => endMs);
  return compareStep(step, output, exit, exact);
}

const directed = ({ cluster, pace }: ClusterServer) => ({
  settle: () => pace.skip(settlesAtMs(cluster)),
  advance: (ms: number) => {
    const untilMs = cluster.clock.now() + ms;
    return pace.skip(() => untilMs);
  },
  failNode: (name: string) => cluster.faults.failNode(name),
  recoverNode: (name: string) => cluster.faults.recoverNode(name),
});

/** Runs every step of a recording by `kubectl`, the path of the real program. */
export async function replayByRealKubectl(
  transcript: Transcript,
  kubectl: string,
): Promise<readonly ReplayedCommand[]> {
  const server = await startServer({ port: 0, speed: 0 });
  const bench = setUp(server, kubectl, transcript);
  const exact = transcript.tags.includes('shell');
  const commands: ReplayedCommand[] = [];
  try {
    for (const step of transcript.steps) {
      if (step.kind === 'run') commands.push(await runStep(bench, step, exact));
      else await direct(directed(server), step);
    }
  } finally {
    await server.stop();
    rmSync(bench.folder, { recursive: true, force: true });
  }
  return commands;
}
