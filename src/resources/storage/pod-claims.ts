/** The claims a pod's volumes stand for. Mirrors component-helpers storage/ephemeral/ephemeral.go VolumeClaimName. */
import { memoised } from '#apimachinery/intern.ts';
import type { Pod, PodSpec } from '../pods/types.ts';

const none: readonly string[] = [];

const hasClaims = memoised(({ volumes }: PodSpec): boolean =>
  (volumes ?? []).some(({ persistentVolumeClaim, ephemeral }) =>
    Boolean(persistentVolumeClaim ?? ephemeral),
  ),
);

/** Names of the claims a pod uses: those it names, and `<pod>-<volume>` of its ephemeral volumes. */
export function claimNamesOf({ metadata, spec }: Pod): readonly string[] {
  if (!spec.volumes || !hasClaims(spec)) return none;
  return spec.volumes.flatMap(({ name, persistentVolumeClaim, ephemeral }) => {
    if (persistentVolumeClaim) return [persistentVolumeClaim.claimName];
    return ephemeral ? [`${metadata.name}-${name}`] : [];
  });
}
