/** `kubectl scale`. */
import { type Action, choose, pathOf, pick, say } from '../action.ts';
import * as paths from '../paths.ts';

export const scale: Action = {
  name: 'scale',
  weight: 15,
  run: ({ random, list, send }) => {
    const collection = choose(
      random,
      paths.deployments,
      paths.deployments,
      paths.statefulSets,
      paths.replicaSets,
    );
    const object = pick(random, list(collection));
    if (!object) return undefined;
    const replicas = random.integer(10);
    const answer = send('PATCH', `${pathOf(collection, object)}/scale`, { spec: { replicas } });
    return say(`scale ${object.metadata.name} to ${replicas}`, answer);
  },
};
