/** What must hold after every change. Adding one: its file, a test that breaks it, and its name here. */
import type { Api } from '#apimachinery/api.ts';
import { assert } from '#kernel/assert.ts';
import { identityStays } from './identity-stays.ts';
import type { Invariant } from './invariant.ts';
import { observedGeneration } from './observed-generation.ts';
import { oneAddressAPod } from './one-address-a-pod.ts';
import { oneController } from './one-controller.ts';
import { podsFitNodes } from './pods-fit-nodes.ts';
import { resourceVersionGrows } from './resource-version-grows.ts';
import { statusAddsUp } from './status-adds-up.ts';

export const invariants: readonly Invariant[] = [
  resourceVersionGrows,
  identityStays,
  observedGeneration,
  statusAddsUp,
  oneController,
  oneAddressAPod,
  podsFitNodes,
];

/** Checks every invariant after every change from now on, and stops the world when one is broken. */
export function watchInvariants(api: Api): void {
  for (const { name, start } of invariants) {
    const check = start(api);
    api.subscribe((event) => {
      const complaint = check(event);
      assert(!complaint, `invariant ${name}: ${complaint}`);
    });
  }
}
