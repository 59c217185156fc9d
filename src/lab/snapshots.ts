/** Sends the page what it draws: when something changed, and a few times a second for the clock. */
import type { Lab } from './create-lab.ts';
import type { Snapshot } from './lab.ts';
import type { Pacer } from './pacer.ts';
import { viewCluster } from './snapshot.ts';

/** At most one snapshot in so many real ms; the clock alone is shown in the longer rhythm. */
const CHANGE_MS = 33;
const CLOCK_MS = 100;

/** Gives `send`, to be called after every slice of time. */
export function createSnapshots(
  lab: Lab,
  pacer: Pacer,
  realNow: () => number,
  deliver: (snapshot: Snapshot) => void,
): () => void {
  let version = 0;
  let sentMs = Number.NEGATIVE_INFINITY;
  let sentState = '';
  let sentRevision = -1;
  let sentNowMs = -1;
  let view = { nodes: [] as Snapshot['nodes'], pods: [] as Snapshot['pods'], why: '' };

  return () => {
    const sinceMs = realNow() - sentMs;
    const state = `${pacer.speed} ${pacer.paused} ${pacer.skipping}`;
    const revision = lab.revision();
    const changed = revision !== sentRevision || state !== sentState;
    if (sinceMs < (changed ? CHANGE_MS : CLOCK_MS)) return;
    const nowMs = lab.cluster.clock.now();
    if (!changed && nowMs === sentNowMs) return;
    if (revision !== sentRevision) {
      view = { ...viewCluster(lab.cluster.api, lab.cluster.faults, nowMs), why: lab.why() };
    }
    version += 1;
    sentMs = realNow();
    sentState = state;
    sentRevision = revision;
    sentNowMs = nowMs;
    deliver({
      ...view,
      nowMs,
      elapsedMs: lab.elapsedMs(),
      speed: pacer.speed,
      paused: pacer.paused,
      version,
    });
  };
}
