/** The volumes of a pod: one paragraph each, by the kind of its source. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';
import type { PersistentVolumeClaim } from '#resources/persistentvolumeclaim.ts';
import { writeClaim } from './claim.ts';
import { nested, type PrefixWriter } from './prefix-writer.ts';
import { writePodSource } from './volume-sources.ts';

type Volume = Immutable<v1.Volume>;

const EPHEMERAL =
  'EphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)';

function writeEphemeral(w: PrefixWriter, source: Immutable<v1.EphemeralVolumeSource>): void {
  w.write(2, `Type:\t${EPHEMERAL}\n`);
  const template = source.volumeClaimTemplate as Omit<PersistentVolumeClaim, 'status'> | undefined;
  if (template) writeClaim(nested(w, 2), { ...template, status: {} });
}

function writeProjected(w: PrefixWriter, { sources }: Immutable<v1.ProjectedVolumeSource>): void {
  w.write(2, 'Type:\tProjected (a volume that contains injected data from multiple sources)\n');
  for (const { secret, downwardAPI, configMap, serviceAccountToken } of sources ?? []) {
    const named = (label: string, from: { readonly name?: string; readonly optional?: boolean }) =>
      w.write(2, `${label}:\t${from.name ?? ''}\n    Optional:\t${from.optional ?? false}\n`);
    if (secret) named('SecretName', secret);
    else if (downwardAPI) w.write(2, 'DownwardAPI:\ttrue\n');
    else if (configMap) named('ConfigMapName', configMap);
    else if (serviceAccountToken)
      w.write(2, `TokenExpirationSeconds:\t${serviceAccountToken.expirationSeconds ?? 3600}\n`);
  }
}

function writeDownward(w: PrefixWriter, source: Immutable<v1.DownwardAPIVolumeSource>): void {
  w.write(2, 'Type:\tDownwardAPI (a volume populated by information about the pod)\n    Items:\n');
  for (const { fieldRef, resourceFieldRef, path } of source.items ?? []) {
    if (fieldRef) w.write(3, `${fieldRef.fieldPath} -> ${path}\n`);
    if (resourceFieldRef) w.write(3, `${resourceFieldRef.resource} -> ${path}\n`);
  }
}

function writeSource(w: PrefixWriter, volume: Volume): void {
  const { downwardAPI, ephemeral, projected } = volume;
  if (downwardAPI) writeDownward(w, downwardAPI);
  else if (ephemeral) writeEphemeral(w, ephemeral);
  else if (projected) writeProjected(w, projected);
  else if (!writePodSource(w, volume)) w.write(1, '<unknown>\n');
}

/** `Volumes:` and each of them; `space` is the indent inside a pod template. Mirrors kubectl pkg/describe/describe.go describeVolumes. */
export function writeVolumes(
  w: PrefixWriter,
  volumes: readonly Immutable<v1.Volume>[] | undefined,
  space: string,
): void {
  if (!volumes?.length) {
    w.write(0, `${space}Volumes:\t<none>\n`);
    return;
  }
  w.write(0, `${space}Volumes:\n`);
  for (const volume of volumes) {
    w.write(1, `${space ? ' ' : ''}${volume.name}:\n`);
    writeSource(w, volume);
  }
}
