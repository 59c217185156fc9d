/** The claims a pod of a StatefulSet keeps its data in: one of each template, named after both. */
import type { Draft } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import {
  type PersistentVolumeClaim,
  persistentVolumeClaimKind,
} from '#resources/persistentvolumeclaim.ts';
import type { ClaimTemplate, StatefulSet } from '#resources/statefulset.ts';
import type { ControllerDeps } from '../controller.ts';
import { isAlreadyExists } from '../refusals.ts';

/** `data-db-0` */
export const claimName = (set: StatefulSet, template: ClaimTemplate, ordinal: number): string =>
  `${template.metadata?.name ?? ''}-${set.metadata.name}-${ordinal}`;

/** The claims of a place that exist. */
export function claimsOf(
  { client }: ControllerDeps,
  set: StatefulSet,
  ordinal: number,
): readonly PersistentVolumeClaim[] {
  const { namespace = '' } = set.metadata;
  return (set.spec.volumeClaimTemplates ?? []).flatMap((template) => {
    const name = claimName(set, template, ordinal);
    return client.get(persistentVolumeClaimKind, namespace, name) ?? [];
  });
}

function draftClaim(
  set: StatefulSet,
  template: ClaimTemplate,
  ordinal: number,
): Draft<PersistentVolumeClaim> {
  const { metadata, spec = {} } = template;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...metadata,
      name: claimName(set, template, ordinal),
      namespace: set.metadata.namespace ?? '',
      labels: { ...metadata?.labels, ...set.spec.selector?.matchLabels },
    },
    spec,
  };
}

/** Makes one claim and says so; gives what stands in the way. */
function createClaim(
  { client, recorder }: ControllerDeps,
  set: StatefulSet,
  draft: Draft<PersistentVolumeClaim>,
  pod: string,
): string | undefined {
  const { name = '', namespace = '' } = draft.metadata;
  const claim = client.get(persistentVolumeClaimKind, namespace, name);
  if (claim) return claim.metadata.deletionTimestamp ? `pvc ${name} is being deleted` : undefined;
  const whose = `Pod ${pod} in StatefulSet ${set.metadata.name}`;
  try {
    client.create(persistentVolumeClaimKind, draft);
    recorder.event(set, 'Normal', 'SuccessfulCreate', `Create Claim ${name} ${whose} success`);
    return undefined;
  } catch (refusal) {
    if (!(refusal instanceof StatusError)) throw refusal;
    if (!isAlreadyExists(refusal)) {
      const message = `Create Claim ${name} for ${whose} failed error: ${refusal.message}`;
      recorder.event(set, 'Warning', 'FailedCreate', message);
    }
    return `failed to create PVC ${name}: ${refusal.message}`;
  }
}

/**
 * Makes the claims that a place lacks; throws when one cannot be made or is on its way out.
 * Mirrors kubernetes pkg/controller/statefulset/stateful_pod_control.go createPersistentVolumeClaims.
 */
export function createClaims(
  deps: ControllerDeps,
  set: StatefulSet,
  ordinal: number,
  pod: string,
): void {
  const wrong = (set.spec.volumeClaimTemplates ?? []).flatMap(
    (template) => createClaim(deps, set, draftClaim(set, template, ordinal), pod) ?? [],
  );
  if (wrong.length === 0) return;
  const message = wrong.length === 1 ? wrong[0] : `[${wrong.join(', ')}]`;
  throw new StatusError(500, 'InternalError', message ?? '');
}
