/** At rest nothing is Terminating without a reason to: a finalizer, a grace period, or a machine without power. */
import type { KubeObject } from '#apimachinery/object.ts';
import { parseTime } from '#apimachinery/time.ts';
import { kinds } from '#resources/index.ts';
import type { Namespace } from '#resources/namespace.ts';
import type { Pod } from '#resources/pod.ts';
import type { Invariant, Quiet } from './invariant.ts';

/** Deletions take so long at most, beyond their grace period. */
const slackMs = 60_000;

function hasReason(object: KubeObject, { nowMs, isDown }: Quiet): boolean {
  const { finalizers = [], deletionTimestamp = '' } = object.metadata;
  const inSpec = (object as Namespace).spec?.finalizers ?? [];
  if (finalizers.length > 0 || inSpec.length > 0) return true;
  const { nodeName } = (object as Pod).spec ?? {};
  if (nodeName && isDown(nodeName)) return true;
  return nowMs < parseTime(deletionTimestamp) + slackMs;
}

export const nothingLingers: Invariant = {
  name: 'nothing-lingers',
  atRest: (quiet) => {
    for (const kind of kinds) {
      for (const object of quiet.api.list(kind)) {
        if (!object.metadata.deletionTimestamp || hasReason(object, quiet)) continue;
        return `${object.kind} ${object.metadata.name} is still Terminating`;
      }
    }
    return undefined;
  },
};
