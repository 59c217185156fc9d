/** A container ends by itself. */
import { StatusError } from '#apimachinery/status.ts';
import type { Pod } from '#resources/pod.ts';
import { type Action, pick } from '../action.ts';
import * as paths from '../paths.ts';

export const crash: Action = {
  name: 'crash',
  weight: 4,
  run: ({ cluster: { faults }, random, list }) => {
    const running = list(paths.pods).filter((pod) => (pod as Pod).status.phase === 'Running');
    const pod = pick(random, running) as Pod | undefined;
    if (!pod) return undefined;
    const { name, namespace = '' } = pod.metadata;
    const container = pod.spec.containers[0]?.name ?? '';
    try {
      faults.crash(namespace, name, container);
      return `${name} crashes`;
    } catch (refusal) {
      if (!(refusal instanceof StatusError)) throw refusal;
      return `${name} would crash, but it does not run`;
    }
  },
};
