/** Rebuilds a session from its log, without shell or kubectl. */
import type { Cluster } from '#cluster/cluster.ts';
import { createCluster } from '#cluster/create-cluster.ts';
import type { Entry, SessionLog } from './session-log.ts';
import { learner } from './transport.ts';

/** Moves the clock to an entry's exact place: so many timers run, then so late. */
function moveTo({ clock }: Cluster, { steps, atMs }: Entry): void {
  while (clock.steps < steps && clock.step());
  if (clock.now() < atMs) clock.advanceTo(atMs);
}

function carryOut(cluster: Cluster, entry: Entry): void {
  if ('request' in entry) cluster.api.handle({ ...entry.request, actor: learner });
  else if ('fail' in entry) cluster.faults.failNode(entry.fail);
  else if ('recover' in entry) cluster.faults.recoverNode(entry.recover);
}

/** The cluster at the end of the log. Same log, same `stateHash()`, everywhere. */
export function replaySession({ head, entries }: SessionLog): Cluster {
  const cluster = createCluster({ seed: head.seed, nodes: head.nodes });
  for (const entry of entries) {
    moveTo(cluster, entry);
    carryOut(cluster, entry);
  }
  return cluster;
}
