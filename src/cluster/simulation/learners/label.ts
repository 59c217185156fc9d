/** `kubectl label pod`: takes a pod out of its set, or puts one in. */
import { type Action, choose, pathOf, pick, say } from '../action.ts';
import * as paths from '../paths.ts';

export const label: Action = {
  name: 'label',
  weight: 6,
  run: ({ random, list, send }) => {
    const pod = pick(random, list(paths.pods));
    if (!pod) return undefined;
    const app = choose(random, 'debug', 'web', 'api', null);
    const answer = send('PATCH', pathOf(paths.pods, pod), { metadata: { labels: { app } } });
    return say(`label pod ${pod.metadata.name} app=${app}`, answer);
  },
};
