/** Defaults of a volume. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Volume and its sources. */
import type { Volume } from '../pods/types.ts';
import { pullPolicyOf } from './container.ts';
import { defaultSource } from './volume-source.ts';
import { mapShared, replaced, withDefaults } from './with-defaults.ts';

/** 0644 */
const FILE_MODE = { defaultMode: 0o644 };

type Projected = NonNullable<Volume['projected']>;

function projected(source: Projected): Projected {
  const sources = mapShared(source.sources, (one) =>
    one.serviceAccountToken
      ? replaced(
          one,
          'serviceAccountToken',
          withDefaults(one.serviceAccountToken, { expirationSeconds: 3600 }),
        )
      : one,
  );
  return withDefaults(replaced(source, 'sources', sources), FILE_MODE);
}

/** A volume without a source is an emptyDir. */
export function defaultVolume(volume: Volume): Volume {
  const isBare = Object.keys(volume).every((key) => key === 'name');
  if (isBare) return { ...volume, emptyDir: {} };
  const { secret, configMap, downwardAPI, hostPath } = volume;
  let next = defaultSource(volume);
  if (secret) next = replaced(next, 'secret', withDefaults(secret, FILE_MODE));
  if (configMap) next = replaced(next, 'configMap', withDefaults(configMap, FILE_MODE));
  if (downwardAPI) next = replaced(next, 'downwardAPI', withDefaults(downwardAPI, FILE_MODE));
  if (volume.projected) next = replaced(next, 'projected', projected(volume.projected));
  if (hostPath && hostPath.type === undefined)
    next = { ...next, hostPath: { ...hostPath, type: '' } };
  const { image } = next as { image?: { reference?: string; pullPolicy?: string } };
  if (!image || image.pullPolicy) return next;
  const pulled = { ...image, pullPolicy: pullPolicyOf(image.reference ?? '') };
  return { ...next, image: pulled } as Volume;
}
