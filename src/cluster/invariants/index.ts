/** What must hold after every change, or at rest. Adding one: its file, a test that breaks it, and its name here. */
import type { Api } from '#apimachinery/api.ts';
import { assert } from '#kernel/assert.ts';

import { budgetsHold } from './budgets-hold.ts';
import { causesPrecede } from './causes-precede.ts';
import { endpointsAreReady } from './endpoints-are-ready.ts';
import { identityStays } from './identity-stays.ts';
import type { Invariant, Quiet } from './invariant.ts';
import { nothingLingers } from './nothing-lingers.ts';
import { observedGeneration } from './observed-generation.ts';
import { oneAddressAPod } from './one-address-a-pod.ts';
import { oneController } from './one-controller.ts';
import { ownersExist } from './owners-exist.ts';
import { podsFitNodes } from './pods-fit-nodes.ts';
import { replicasAsAsked } from './replicas-as-asked.ts';
import { resourceVersionGrows } from './resource-version-grows.ts';
import { revisionsGrow } from './revisions-grow.ts';
import { rolloutKeepsBounds } from './rollout-keeps-bounds.ts';
import { statusAddsUp } from './status-adds-up.ts';
import { statusCountsWhatIs } from './status-counts-what-is.ts';

export const invariants: readonly Invariant[] = [
  resourceVersionGrows,
  identityStays,
  causesPrecede,
  observedGeneration,
  statusAddsUp,
  oneController,
  oneAddressAPod,
  podsFitNodes,
  rolloutKeepsBounds,
  revisionsGrow,
  budgetsHold,

  replicasAsAsked,
  statusCountsWhatIs,
  ownersExist,
  nothingLingers,
  endpointsAreReady,
];

/** Checks every invariant after every change from now on, and stops the world when one is broken. */
export function watchInvariants(api: Api): void {
  for (const { name, start } of invariants) {
    const check = start?.(api);
    if (!check) continue;
    api.subscribe((event) => {
      const complaint = check(event);
      assert(!complaint, `invariant ${name}: ${complaint}`);
    });
  }
}

/** Checks what must hold once the cluster is at rest, and stops the world when something doesn't. */
export function checkAtRest(quiet: Quiet): void {
  for (const { name, atRest } of invariants) {
    const complaint = atRest?.(quiet);
    assert(!complaint, `invariant ${name}, at rest: ${complaint}`);
  }
}
