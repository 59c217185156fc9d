/** `kubectl label pod`: takes a pod out of its set, or puts one in. */
import { choose, onOne, say } from '../action.ts';
import * as paths from '../paths.ts';

export const label = onOne(
  'label',
  6,
  [paths.pods],
  ({ random, send }, { metadata: { name } }, path) => {
    const app = choose(random, 'debug', 'web', 'api', null);
    return say(
      `label pod ${name} app=${app}`,
      send('PATCH', path, { metadata: { labels: { app } } }),
    );
  },
);
