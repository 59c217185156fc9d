/** One served cluster that changes while the real kubectl and ours watch it, both over HTTP. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpTransport } from '#client/http.ts';
import type { KubectlHost, KubectlWriter } from '#kubectl/host.ts';
import { kubectl as ourKubectl } from '#kubectl/kubectl.ts';
import { createFileSystem } from '#shell/memory-files.ts';
import { kubeconfigText } from '../kubeconfig.ts';
import { type ClusterServer, startServer } from '../start-server.ts';
import { createTwin, type Twin } from './twin.ts';

/** What two programs printed while they watched. */
export interface Watched {
  readonly real: string;
  readonly ours: string;
}

export interface WatchBench {
  watched(line: string): Watched;
  stop(): Promise<void>;
}

/** What happens while all watch, one thing after another. */
const deeds = [
  'kubectl create configmap watched --from-literal=v=1',
  'kubectl label configmap watched app=a',
  'kubectl patch configmap watched -p {"data":{"v":"2"}}',
  'kubectl create configmap a-much-longer-name --from-literal=v=3',
  'kubectl scale deployment web --replicas=4',
  'kubectl delete configmap watched',
  'kubectl delete configmap a-much-longer-name',
];

/** Real ms without a word after which everybody has heard of a change, and the longest wait for it. */
const QUIET_MS = 150;
const LONGEST_MS = 8_000;

interface Running {
  text(): string;
  /** Ends it as Ctrl-C does. */
  stop(): void;
}

const wordsOf = (line: string): readonly string[] => line.split(' ');

function startReal(kubectl: string, folder: string, line: string): Running {
  const environment = { PATH: '/usr/bin:/bin', HOME: folder, TZ: 'UTC', GOMAXPROCS: '1' };
  const child = spawn(kubectl, [...wordsOf(line)], { cwd: folder, env: environment });
  let text = '';
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    text += data.toString();
  });
  return { text: () => text, stop: () => void child.kill('SIGKILL') };
}

/** Ours over HTTP: the same frames, in the same order. */
function startOurs(
  server: ClusterServer,
  folder: string,
  kubeconfig: string,
  line: string,
): Running {
  const ended = new AbortController();
  let text = '';
  const writer: KubectlWriter = {
    isTerminal: false,
    write: async (part) => {
      text += part;
    },
  };
  const files = createFileSystem({ now: () => Date.now() }, {});
  files.makeFolder(join(folder, '.kube'), { parents: true });
  files.write(join(folder, '.kube/config'), kubeconfig);
  const host: KubectlHost = {
    args: wordsOf(line),
    env: { HOME: folder },
    cwd: folder,
    stdin: { read: async () => undefined, readAll: async () => '' },
    stdout: writer,
    stderr: writer,
    files,
    signal: ended.signal,
    clock: {
      now: () => Date.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      load: (module) => module(),
    },
    run: async () => 1,
    transport: createHttpTransport({
      baseUrl: server.url,
      fetch: (request) => fetch(request),
      headers: { 'user-agent': 'kubectl/v1.35.2' },
    }),
    server: server.url,
  };
  void ourKubectl(host);
  return { text: () => text, stop: () => ended.abort() };
}

/** Waits until nobody has printed for a while. */
async function untilQuiet(running: readonly Running[]): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  let seen = '';
  let since = Date.now();
  while (Date.now() < end && Date.now() - since < QUIET_MS) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const now = running.map(({ text }) => text().length).join();
    if (now !== seen) since = Date.now();
    seen = now;
  }
}

/** Lets virtual time pass, so that what was done reaches who watches. */
async function pass(server: ClusterServer, ms: number): Promise<void> {
  const { pace, cluster } = server;
  const untilMs = cluster.clock.now() + ms;
  await pace.skip(() => untilMs);
}

async function untilAllWatch(server: ClusterServer, count: number): Promise<void> {
  const end = Date.now() + 30_000;
  while (server.openStreams() < count && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

async function change(
  twin: Twin,
  server: ClusterServer,
  running: readonly Running[],
): Promise<void> {
  for (const deed of deeds) {
    const { output, exit } = await twin.run(deed.replace(/(\{.*\})/, "'$1'"));
    if (exit !== 0) throw new Error(`${deed}: ${output}`);
    await pass(server, 2_000);
    await untilQuiet(running);
  }
}

/** Lets all lines be watched by both, changes the cluster, and keeps what they printed. */
export async function createWatchBench(
  kubectl: string,
  lines: readonly string[],
): Promise<WatchBench> {
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  const twin = await createTwin(folder);
  const server = await startServer({ port: 0, speed: 0, tls: false, token: 'token' }, twin.cluster);
  const told = kubeconfigText({ url: server.url, token: '', certificate: undefined });
  const kubeconfig = told.replace('user:\n      token: ""', 'user: {}');
  const path = join(folder, 'config');
  writeFileSync(path, kubeconfig);
  const all = lines.map((line) => ({
    line,
    real: startReal(kubectl, folder, `--kubeconfig ${path} ${line}`),
    ours: startOurs(server, folder, kubeconfig, line),
  }));
  const running = all.flatMap(({ real, ours }) => [real, ours]);
  await untilAllWatch(server, running.length);
  await untilQuiet(running);
  await change(twin, server, running);
  for (const { stop } of running) stop();
  const outputs = new Map(
    all.map(({ line, real, ours }) => [line, { real: real.text(), ours: ours.text() }]),
  );
  return {
    watched: (line) => outputs.get(line) ?? { real: '', ours: '' },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
