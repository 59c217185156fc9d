/** `kubectl scale`. */
import { onOne, say } from '../action.ts';
import * as paths from '../paths.ts';

export const scale = onOne(
  'scale',
  15,
  [paths.deployments, paths.deployments, paths.statefulSets, paths.replicaSets],
  ({ random, send }, { metadata }, path) => {
    const replicas = random.integer(10);
    return say(
      `scale ${metadata.name} to ${replicas}`,
      send('PATCH', `${path}/scale`, { spec: { replicas } }),
    );
  },
);
