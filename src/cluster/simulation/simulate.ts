/** Random people and random misfortunes, one after another, with every invariant watching. */
import { type Json, type KubeObject, keyOf } from '#apimachinery/object.ts';
import { assert } from '#kernel/assert.ts';
import { createRandom, type Random } from '#kernel/random.ts';
import { kinds } from '#resources/index.ts';
import { createCluster, type RunningCluster } from '../create-cluster.ts';
import { checkAtRest, watchInvariants } from '../invariants/index.ts';
import { stillnessOf } from '../stillness.ts';
import { type Action, choose, type World } from './action.ts';
import { learners } from './learners/index.ts';
import * as paths from './paths.ts';
import { troubles } from './troubles/index.ts';

export interface Simulation {
  /** What was done, in order, with the virtual second it was done at: `12.5 scale web to 5`. */
  readonly did: readonly string[];
  /** One history has one hash. */
  readonly traceHash: string;
  readonly stateHash: string;
  /** Changes of the store. */
  readonly revisions: number;
}

const actions: readonly Action[] = [...learners, ...troubles];
const totalWeight = actions.reduce((sum, { weight }) => sum + weight, 0);

function draw(random: Random): Action | undefined {
  let left = random.integer(totalWeight);
  return actions.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
}

const person = { name: 'kubectl', user: 'learner', groups: ['system:masters'] };

function createWorld(cluster: RunningCluster, random: Random): World {
  const send: World['send'] = (method, path, body) =>
    cluster.api.handle({
      method,
      path,
      body: body as Json,
      actor: person,
      ...(method === 'PATCH'
        ? { headers: { 'content-type': 'application/strategic-merge-patch+json' } }
        : {}),
    });
  const list = (path: string): readonly KubeObject[] => {
    const { code, body } = send('GET', path);
    return code < 400 ? (body as { readonly items: readonly KubeObject[] }).items : [];
  };
  return { cluster, random, conflicts: cluster.conflicts, send, list };
}

/** Enough for the nodes to be there and heard. */
const warmUpMs = 20_000;

/** From a hurry to a coffee break. */
const pauseMs = (random: Random): number =>
  choose(random, 0, 3, 40, 500, 2_000, 5_000, 12_000, 45_000, 130_000);

/** Troubles end: every node has power, nobody is slow, nothing conflicts. */
function endTroubles({ cluster: { faults }, conflicts, list }: World): void {
  conflicts.setPercent(0);
  for (const { metadata } of list(paths.nodes)) {
    const { name } = metadata;
    faults.recoverNode(name);
    faults.slowPulls(name, 1);
    faults.mute(name, false);
    faults.memoryPressure(name, false);
    faults.diskPressure(name, false);
  }
}

const quietMs = 1_000;
/** The longest back-off is 5 minutes: in half an hour there is a quiet moment. */
const patienceMs = 1_800_000;

const isQuiet = ({ clock, rest }: RunningCluster): boolean =>
  !rest.isMoving() && clock.now() - rest.lastChangeMs() >= quietMs;

/** What is still on its way: "pods default/web-x moves". */
function restless({ api }: RunningCluster): string {
  const moving = kinds.flatMap((kind) =>
    api
      .list(kind)
      .filter((object) => stillnessOf(object) === 'moving')
      .map((object) => `${kind.plural} ${keyOf(object)}`),
  );
  return moving.length > 0 ? `${moving.join(', ')} moves` : 'something changes every second';
}

/** Lets time pass to the first moment in which nothing moves, nor has for 1 s. */
function comeToRest(cluster: RunningCluster): void {
  const { clock, rest } = cluster;
  clock.advanceTo(clock.now() + 600_000);
  const endMs = clock.now() + patienceMs;
  while (!isQuiet(cluster)) {
    assert(clock.now() < endMs, `the cluster comes to rest, but ${restless(cluster)}`);
    const quietAt = rest.lastChangeMs() + quietMs;
    const next = clock.nextDueMs();
    if (next !== undefined && (rest.isMoving() || next <= quietAt)) clock.step();
    else clock.advanceTo(quietAt);
  }
}

/**
 * A cluster of `seed` to which `events` random things are done. Stops with an AssertionError at the
 * first invariant that is broken, or when it never comes to rest. `onEvent` hears what is done.
 */
export function simulate(
  seed: number,
  events: number,
  onEvent?: (what: string) => void,
): Simulation {
  // Freezing every stored object costs a third of the time: every fourth seed would show a mutation too.
  const cluster = createCluster({ seed, freeze: seed % 4 === 0, warmUpMs });
  watchInvariants(cluster.api);
  const random = createRandom(seed).fork('simulation');
  const world = createWorld(cluster, random);
  const startMs = cluster.clock.now();
  const did: string[] = [];
  while (did.length < events) {
    const what = draw(random)?.run(world);
    if (what === undefined) continue;
    did.push(`${(cluster.clock.now() - startMs) / 1000} ${what}`);
    onEvent?.(did.at(-1) ?? '');
    cluster.clock.advanceTo(cluster.clock.now() + pauseMs(random));
  }
  endTroubles(world);
  comeToRest(cluster);
  const { isDown } = cluster.faults;
  checkAtRest({ api: cluster.api, nowMs: cluster.clock.now(), isDown });
  const revisions = cluster.api.revision;
  return {
    did,
    traceHash: cluster.trace.hash(),
    stateHash: cluster.stateHash(),
    revisions,
  };
}
