/** `kubectl set image`, `rollout restart`, `rollout pause` and `resume`. */
import type { Json } from '#apimachinery/object.ts';
import { onOne, perhaps, say } from '../action.ts';
import { imageOf } from '../manifests.ts';
import * as paths from '../paths.ts';

const inTemplate = (template: Json): Json => ({ spec: { template } });

export const setImage = onOne(
  'set-image',
  15,
  [paths.deployments, paths.deployments, paths.deployments, paths.statefulSets, paths.daemonSets],
  ({ random, send }, { metadata }, path) => {
    const image = imageOf(random);
    const patch = inTemplate({ spec: { containers: [{ name: 'main', image, command: null }] } });
    return say(`set image ${metadata.name} ${image}`, send('PATCH', path, patch));
  },
);

export const restart = onOne(
  'restart',
  5,
  [paths.deployments],
  ({ random, send }, { metadata }, path) => {
    const annotations = { 'kubectl.kubernetes.io/restartedAt': String(random.integer(1e9)) };
    return say(
      `rollout restart ${metadata.name}`,
      send('PATCH', path, inTemplate({ metadata: { annotations } })),
    );
  },
);

export const pause = onOne(
  'pause',
  4,
  [paths.deployments],
  ({ random, send }, { metadata }, path) => {
    const paused = perhaps(random, 40);
    return say(
      `rollout ${paused ? 'pause' : 'resume'} ${metadata.name}`,
      send('PATCH', path, { spec: { paused } }),
    );
  },
);
