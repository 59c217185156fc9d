/** A node loses its power, or gets it back. */
import { type Action, pick } from '../action.ts';
import * as paths from '../paths.ts';

export const powerCut: Action = {
  name: 'power-cut',
  weight: 4,
  run: ({ cluster: { faults }, random, list }) => {
    const up = list(paths.nodes).filter(({ metadata }) => !faults.isDown(metadata.name));
    const node = pick(random, up)?.metadata.name;
    if (!node) return undefined;
    faults.failNode(node);
    return `power cut on ${node}`;
  },
};

export const powerBack: Action = {
  name: 'power-back',
  weight: 6,
  run: ({ cluster: { faults }, random, list }) => {
    const down = list(paths.nodes).filter(({ metadata }) => faults.isDown(metadata.name));
    const node = pick(random, down)?.metadata.name;
    if (!node) return undefined;
    faults.recoverNode(node);
    return `power back on ${node}`;
  },
};
