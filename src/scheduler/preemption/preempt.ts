/** Whether deleting lesser pods makes room for one, and which. Mirrors kubernetes framework/preemption/preemption.go Preempt. */
import { conditionOf } from '#apimachinery/conditions.ts';
import type { Random } from '#kernel/random.ts';
import type { Pod } from '#resources/pod.ts';
import type { Diagnosis, Refused } from '../decide.ts';
import { fitError } from '../fit-error.ts';
import type { NodeInfo } from '../node-info.ts';
import { priorityOf } from '../nominator.ts';
import type { Refusal } from '../plugin.ts';
import { pickCandidate } from './pick.ts';
import { type Candidate, findVictims, type VictimSearch } from './victims.ts';

/** A tenth of the nodes that may do, and no fewer than 100, are tried. */
const SHARE = 10;
const FEWEST = 100;

export type Preemption =
  /** Victims are found: the message has nothing to add. */
  | { readonly candidate: Candidate; readonly message?: never; readonly nominates: string }
  /** `nominates`: the node to have in view from now on (''), or undefined to leave it as it is. */
  | { readonly candidate?: never; readonly message: string; readonly nominates: '' | undefined };

const NOT_HELPFUL: Refusal = {
  reasons: ['Preemption is not helpful for scheduling'],
  isResolvable: false,
};

function isLeavingForOthers({ metadata, status }: Pod): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  const target = conditionOf(status?.conditions, 'DisruptionTarget');
  return target?.status === 'True' && target.reason === 'PreemptionByScheduler';
}

/** Why a pod may not have others deleted. Mirrors PodEligibleToPreemptOthers. */
function ineligible({ cycle }: VictimSearch, refused: readonly Refused[]): string | undefined {
  const { pod, nodes } = cycle;
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const name = pod.status?.nominatedNodeName;
  if (!name) return undefined;
  const known = refused.find(({ node }) => node.name === name);
  if (known && !known.refusal.isResolvable) return undefined;
  const leaving = nodes
    .find((node) => node.name === name)
    ?.pods()
    .some((one) => priorityOf(one) < priorityOf(pod) && isLeavingForOthers(one));
  return leaving ? 'not eligible due to a terminating pod on the nominated node.' : undefined;
}

interface DryRun {
  readonly candidates: readonly Candidate[];
  readonly refused: readonly Refused[];
}

function dryRun(search: VictimSearch, nodes: readonly NodeInfo[], random: Random): DryRun {
  const enough = Math.min(nodes.length, Math.max(FEWEST, Math.trunc(nodes.length / SHARE)));
  const offset = nodes.length > enough ? random.integer(nodes.length) : 0;
  const candidates: Candidate[] = [];
  const refused: Refused[] = [];
  let isSafe = false;
  for (let at = 0; at < nodes.length; at += 1) {
    if (isSafe && candidates.length >= enough) break;
    const node = nodes[(offset + at) % nodes.length] as NodeInfo;
    const found = findVictims(search, node);
    if ('reasons' in found) refused.push({ node, refusal: found });
    else if (found.victims.length > 0) {
      candidates.push(found);
      isSafe ||= found.violations === 0;
    }
  }
  return { candidates, refused };
}

/** Decides; deletes nothing. */
export function preempt(search: VictimSearch, diagnosis: Diagnosis, random: Random): Preemption {
  const why = ineligible(search, diagnosis.refused);
  if (why) return { message: why, nominates: undefined };
  const nodes = diagnosis.refused
    .filter(({ refusal }) => refusal.isResolvable)
    .map(({ node }) => node);
  const { candidates, refused } = dryRun(search, nodes, random);
  const candidate = pickCandidate(candidates);
  if (candidate) return { candidate, nominates: candidate.node.name };
  const count = search.cycle.nodes.length;
  return { message: fitError({ nodes: count, refused, absent: NOT_HELPFUL }), nominates: '' };
}
