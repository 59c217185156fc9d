/** Rebuilds a session from its log, without shell or kubectl. */
import type { Actor, ApiRequest, ApiResponse } from '#apimachinery/api.ts';
import type { DuplexStream } from '#apimachinery/duplex.ts';
import type { Cluster } from '#cluster/cluster.ts';
import { createCluster, type RunningCluster } from '#cluster/create-cluster.ts';
import type { Entry, SessionLog } from './session-log.ts';
import { answerAs } from './transport.ts';

/** Moves the clock to an entry's exact place: so many timers run, then so late. */
function moveTo({ clock }: Cluster, { steps, atMs }: Entry): void {
  while (clock.steps < steps && clock.step());
  if (clock.now() < atMs) clock.advanceTo(atMs);
}

type Asked = { readonly request: ApiRequest; readonly as?: Actor };
type Commands = Map<number, DuplexStream>;

/** Asks again, as whom it was then. */
const answer = ({ api }: RunningCluster, { request, as }: Asked): ApiResponse =>
  as ? api.handle({ ...request, actor: as }) : answerAs(api, request);

/** Begins a command in a container again; nobody listens. */
function open(cluster: RunningCluster, commands: Commands, id: number, asked: Asked): void {
  const { duplex } = answer(cluster, asked);
  if (!duplex) return;
  commands.set(id, duplex);
  duplex.start(
    () => undefined,
    () => undefined,
  );
}

function carryOut(cluster: RunningCluster, commands: Commands, entry: Entry): void {
  if ('open' in entry) open(cluster, commands, entry.open, entry);
  else if ('type' in entry) commands.get(entry.type)?.write(entry.text);
  else if ('endInput' in entry) commands.get(entry.endInput)?.endInput();
  else if ('close' in entry) commands.get(entry.close)?.close();
  else if ('request' in entry) answer(cluster, entry);
  else if ('fail' in entry) cluster.faults.failNode(entry.fail);
  else if ('recover' in entry) cluster.faults.recoverNode(entry.recover);
}

/** The cluster at the end of the log. Same log, same `stateHash()`, everywhere. */
export function replaySession({ head, entries }: SessionLog): Cluster {
  const { reconcile: _version, ...options } = head;
  const cluster = createCluster(options);
  const commands: Commands = new Map();
  for (const entry of entries) {
    moveTo(cluster, entry);
    carryOut(cluster, commands, entry);
  }
  return cluster;
}
