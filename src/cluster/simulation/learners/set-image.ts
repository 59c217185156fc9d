/** `kubectl set image`, `rollout restart`, `rollout pause` and `resume`. */
import type { Json } from '#apimachinery/object.ts';
import { type Action, choose, pathOf, perhaps, pick, say } from '../action.ts';
import { imageOf } from '../manifests.ts';
import * as paths from '../paths.ts';

const inTemplate = (template: Json): Json => ({ spec: { template } });

export const setImage: Action = {
  name: 'set-image',
  weight: 15,
  run: ({ random, list, send }) => {
    const collection = choose(
      random,
      paths.deployments,
      paths.deployments,
      paths.deployments,
      paths.statefulSets,
      paths.daemonSets,
    );
    const object = pick(random, list(collection));
    if (!object) return undefined;
    const image = imageOf(random);
    const patch = inTemplate({ spec: { containers: [{ name: 'main', image, command: null }] } });
    return say(
      `set image ${object.metadata.name} ${image}`,
      send('PATCH', pathOf(collection, object), patch),
    );
  },
};

export const restart: Action = {
  name: 'restart',
  weight: 5,
  run: ({ random, list, send }) => {
    const object = pick(random, list(paths.deployments));
    if (!object) return undefined;
    const annotations = { 'kubectl.kubernetes.io/restartedAt': String(random.integer(1e9)) };
    const answer = send(
      'PATCH',
      pathOf(paths.deployments, object),
      inTemplate({ metadata: { annotations } }),
    );
    return say(`rollout restart ${object.metadata.name}`, answer);
  },
};

export const pause: Action = {
  name: 'pause',
  weight: 4,
  run: ({ random, list, send }) => {
    const object = pick(random, list(paths.deployments));
    if (!object) return undefined;
    const paused = perhaps(random, 40);
    const answer = send('PATCH', pathOf(paths.deployments, object), { spec: { paused } });
    return say(`rollout ${paused ? 'pause' : 'resume'} ${object.metadata.name}`, answer);
  },
};
