/** A cluster with the world in it, and our kubectl over it: what one line of a pair is run against. */
import type { ApiRequest } from '#apimachinery/api.ts';
import { createCluster, type RunningCluster } from '#cluster/create-cluster.ts';
import { settle } from '#cluster/settle.ts';
import { createDriver } from '#lab/drive.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import { kubectlProgram } from '#lab/kubectl-program.ts';
import { createRunner, type Runner } from '#lab/runner.ts';
import { createTransport } from '#lab/transport.ts';
import { createFileSystem } from '#shell/memory-files.ts';
import { manifests } from './world.ts';

/**
 * The cluster's clock stands in 2016, so that every age which kubectl tells by the wall clock reads the same
 * whole years in both programs, however long a run takes.
 */
const START_MS = Date.UTC(2016, 0, 4, 9);

/** Longer than a line may take, virtual ms. */
const LIMIT_MS = 60_000;

const shape = { seed: 1, nodes: 3, startMs: START_MS, metrics: true, storageClass: true };

export interface Twin {
  readonly cluster: RunningCluster;
  readonly files: ReturnType<typeof createFileSystem>;
  readonly run: Runner['run'];
}

/** Makes one; `home` is where its files lie, `server` what its kubeconfig calls it, `world` what is in it. Two of them are the same, byte for byte. */
export async function createTwin(
  home: string,
  server?: string,
  world: readonly string[] = manifests,
): Promise<Twin> {
  const cluster = createCluster(shape);
  const driver = createDriver(cluster.clock, createHostTurn());
  const files = createFileSystem(cluster.clock, {});
  files.makeFolder(home, { parents: true });
  const nothing = (): void => undefined;
  const { handle, authenticate, withProse } = cluster.api;
  const admin = {
    name: 'kubectl',
    user: 'learner',
    groups: ['system:masters', 'system:authenticated'],
  };
  const api = {
    handle,
    withProse,
    authenticate: (request: ApiRequest) => authenticate(request) ?? admin,
  };
  const transport = createTransport(
    api,
    nothing,
    (_, command) => command,
    driver.pulse,
    driver.programs.load,
  );
  const programs = { kubectl: kubectlProgram(transport, nothing, server) };
  const staging = createRunner({
    files,
    programs: { kubectl: kubectlProgram(transport, nothing) },
    driver,
    home,
  });
  for (const manifest of world) {
    const { output, exit } = await staging.run('kubectl apply -f -', manifest);
    if (exit !== 0) throw new Error(`the world cannot be made: ${output}`);
    settle(cluster);
  }
  settle(cluster);
  const clock = { ...driver.programs, now: () => Date.now() };
  const { run } = createRunner({ files, programs, driver, clock, home, limitMs: LIMIT_MS });
  await run('export EDITOR=true');
  return { cluster, files, run };
}
