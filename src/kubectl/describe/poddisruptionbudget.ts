/** `kubectl describe poddisruptionbudget` */
import { formatLabelSelector } from '#apimachinery/selector.ts';
import type { Event } from '#resources/event.ts';
import type { PodDisruptionBudget } from '#resources/poddisruptionbudget.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeName } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

/** Mirrors kubectl pkg/describe/describe.go describePodDisruptionBudgetV1. */
export const describePodDisruptionBudget = (
  budget: PodDisruptionBudget,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    const { minAvailable, maxUnavailable, selector } = budget.spec;
    const { status } = budget;
    writeName(w, budget);
    if (minAvailable !== undefined) w.write(0, `Min available:\t${minAvailable}\n`);
    else if (maxUnavailable !== undefined) w.write(0, `Max unavailable:\t${maxUnavailable}\n`);
    w.write(0, `Selector:\t${selector ? formatLabelSelector(selector) : '<unset>'}\n`);
    w.write(0, 'Status:\n');
    w.write(2, `Allowed disruptions:\t${status.disruptionsAllowed ?? 0}\n`);
    w.write(2, `Current:\t${status.currentHealthy ?? 0}\n`);
    w.write(2, `Desired:\t${status.desiredHealthy ?? 0}\n`);
    w.write(2, `Total:\t${status.expectedPods ?? 0}\n`);
    writeEvents(w, events, nowMs);
  });

export const podDisruptionBudgetDescriber: Describer = {
  group: 'policy',
  kind: 'PodDisruptionBudget',
  describe: async (world, object) => {
    const events = await eventsOf(world, object);
    return describePodDisruptionBudget(object as PodDisruptionBudget, events, world.nowMs);
  },
};
