/** Two clusters of one seed, in step: the real kubectl works on one over HTTP, ours on the other. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canonicalJson } from '#apimachinery/hash.ts';
import type { RunningCluster } from '#cluster/create-cluster.ts';
import { StuckError } from '#lab/drive.ts';
import { homeFolder } from '#shell/memory-files.ts';
import { kubeconfigText } from '../kubeconfig.ts';
import { type ClusterServer, startServer } from '../start-server.ts';
import { homeFiles } from './home-files.ts';
import { commandText, type Line } from './line.ts';
import { masked, type Outcome } from './outcome.ts';
import { type Real, runReal, TIMED_OUT } from './real.ts';
import { createTwin, type Twin } from './twin.ts';

/** What one line did in both. */
export interface Trial {
  readonly line: Line;
  readonly real: Outcome;
  readonly ours: Outcome;
  /** What the clusters and files kept of it, one change a row. */
  readonly realState: string;
  readonly oursState: string;
  /** Ours waited, so that the clusters are no longer in step. */
  readonly isTimed: boolean;
}

/** Ours waits for what never comes, as a program that is stopped after a while; or it breaks, which is a bug. */
const stopped = (error: unknown): Outcome => ({
  stdout: '',
  stderr: error instanceof StuckError ? 'stopped' : `a bug of ours: ${String(error)}`,
  exit: TIMED_OUT,
});

/** A bench for lines, with clusters that are made anew when they are asked to be. */
export interface Pair {
  /** Runs a line by both. */
  run(line: Line): Promise<Trial>;
  /** New clusters, as they were at first. */
  renew(): Promise<void>;
  /** Whether the clusters are no longer what they were at first. */
  isChanged(): boolean;
  stop(): Promise<void>;
}

const KUBECONFIG = '.kube/config';

/** Fields in the order of their names: which comes first is nobody's business. */
const readable = (object: unknown): string =>
  JSON.stringify(JSON.parse(canonicalJson(object)), undefined, 1);

/** Objects that a line wrote, as they lie in the store; what the wall clock gave is masked. */
function changesSince(cluster: RunningCluster, revision: number): string {
  const rows: string[] = [];
  for (let at = revision + 1; at <= cluster.api.revision; at += 1) {
    const event = cluster.history.at(at);
    if (event) rows.push(`${event.type} ${readable(event.object)}`);
  }
  return masked(rows.join('\n'));
}

class RunningPair implements Pair {
  private readonly kubectl: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  private readonly home = join(this.folder, 'home');
  private server: ClusterServer | undefined;
  private theirs: Twin | undefined;
  private ours: Twin | undefined;
  private port = 0;
  private begun = { revision: 0, timeMs: 0 };

  constructor(kubectl: string) {
    this.kubectl = kubectl;
  }

  async renew(): Promise<void> {
    await this.server?.stop();
    this.theirs = await createTwin(this.home);
    const { cluster } = this.theirs;
    this.begun = { revision: cluster.api.revision, timeMs: cluster.clock.now() };
    // A new port is a new cluster to kubectl's cache of discovery: the first line fills it.
    const isFirst = this.port === 0;
    const options = { port: this.port, speed: 0, tls: false, token: 'token' };
    this.server = await startServer(options, cluster);
    this.port = this.server.port;
    this.ours = await createTwin(this.home, this.server.url);
    this.layFiles();
    if (isFirst) await runReal(this.real(), { args: ['api-resources'] });
  }

  /** Without a token: over plain HTTP kubectl sends none, and who comes over loopback is the admin. */
  private kubeconfig(): string {
    const url = `http://127.0.0.1:${this.port}`;
    const text = kubeconfigText({ url, token: '', certificate: undefined });
    return text.replace('user:\n      token: ""', 'user: {}');
  }

  private layFiles(): void {
    for (const [name, text] of Object.entries({ ...homeFiles, [KUBECONFIG]: this.kubeconfig() })) {
      const path = join(this.home, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text, { mode: 0o600 });
      this.ours?.files.makeFolder(dirname(path), { parents: true });
      this.ours?.files.write(path, text);
    }
  }

  private real(): Real {
    return {
      kubectl: this.kubectl,
      home: this.home,
      environment: {
        PATH: '/usr/local/bin:/usr/bin:/bin',
        HOME: this.home,
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        EDITOR: 'true',
        // One processor for each: several run at once.
        GOMAXPROCS: '1',
        // Nobody lives long enough to need its garbage collected.
        GOGC: 'off',
      },
    };
  }

  isChanged(): boolean {
    const { revision, timeMs } = this.begun;
    return [this.theirs, this.ours].some(
      (twin) => twin?.cluster.api.revision !== revision || twin.cluster.clock.now() !== timeMs,
    );
  }

  async run(line: Line): Promise<Trial> {
    const { theirs, ours } = this;
    if (!theirs || !ours) throw new Error('renew() comes first');
    const before = theirs.cluster.api.revision;
    const beforeOurs = ours.cluster.api.revision;
    const timeMs = ours.cluster.clock.now();
    const [real, mine] = await Promise.all([
      runReal(this.real(), line),
      ours.run(commandText(line), line.stdin ?? '').catch(stopped),
    ]);
    // Whoever waited in vain let time pass: what the controllers did meanwhile is not the line's.
    const isTimed = ours.cluster.clock.now() !== timeMs;
    const realState = isTimed ? '' : changesSince(theirs.cluster, before);
    const oursState = isTimed ? '' : changesSince(ours.cluster, beforeOurs);
    const trial = {
      line,
      real: this.atHome(real),
      ours: this.atHome(mine),
      realState,
      oursState,
      isTimed,
    };
    return this.withFiles(trial, ours);
  }

  /** The home folder as ours knows it by default. */
  private atHome({ stdout, stderr, exit }: Outcome): Outcome {
    const moved = (text: string): string => text.replaceAll(this.home, homeFolder);
    return { stdout: moved(stdout), stderr: moved(stderr), exit };
  }

  /** What became of the kubeconfig belongs to the state; then it is put back. */
  private withFiles(trial: Trial, ours: Twin): Trial {
    const path = join(this.home, KUBECONFIG);
    const mine = ours.files.stat(path) ? ours.files.read(path) : '';
    const theirs = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const first = this.kubeconfig();
    if (mine === first && theirs === first) return trial;
    this.layFiles();
    return {
      ...trial,
      realState: `${trial.realState}${theirs}`,
      oursState: `${trial.oursState}${mine}`,
    };
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A pair ready for its first line. */
export async function createPair(kubectl: string): Promise<Pair> {
  const pair = new RunningPair(kubectl);
  await pair.renew();
  return pair;
}
