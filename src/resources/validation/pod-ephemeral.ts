/** What the ephemeral containers of a pod may become: more. Mirrors kubernetes pkg/apis/core/validation/validation.go ValidatePodEphemeralContainersUpdate. */
import { isEqual } from '#apimachinery/equality.ts';
import { forbidden } from '#apimachinery/field-error.ts';
import type { Pod } from '../pods/types.ts';
import { type FieldErrors, none } from './fields.ts';
import { internalDiff } from './internal-diff.ts';
import { validatePodParts } from './pod.ts';

export const MIRROR = 'kubernetes.io/config.mirror';
const FIELD = 'spec.ephemeralContainers';

export function validateEphemeralUpdate(next: Pod, old: Pod): FieldErrors {
  if (old.metadata.annotations?.[MIRROR] !== undefined)
    return [forbidden('', 'static pods do not support ephemeral containers')];
  const byName = new Map((next.spec.ephemeralContainers ?? []).map((one) => [one.name, one]));
  const changes = (old.spec.ephemeralContainers ?? []).flatMap((before) => {
    const after = byName.get(before.name);
    const head = `existing ephemeral containers ${JSON.stringify(before.name)} may not be`;
    if (!after) return [forbidden(FIELD, `${head} removed\n`)];
    if (isEqual(after, before)) return none;
    const diff = internalDiff('EphemeralContainer', before, after);
    return [forbidden(FIELD, `${head} changed\n${diff}`)];
  });
  return [...validatePodParts(next), ...changes];
}
