/** ImageLocality: prefers nodes that have the pod's large images already. */
import type { NodeInfo } from '../node-info.ts';
import { type Cycle, MAX_SCORE, type Plugin } from '../plugin.ts';

const MEGABYTE = 1024 * 1024;
const MIN_BYTES = 23 * MEGABYTE;
const MAX_BYTES_PER_CONTAINER = 1000 * MEGABYTE;

/** "nginx" ⇒ "nginx:latest". As upstream, short names are not found among the full ones of a Node. */
const normalized = (image: string): string =>
  image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image;

function score({ pod, nodes, imageNodes }: Cycle, node: NodeInfo): number {
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  let sum = 0;
  for (const { image = '' } of containers) {
    const name = normalized(image);
    const size = node.images.get(name);
    if (size !== undefined) sum += Math.trunc(size * (imageNodes(name) / nodes.length));
  }
  const max = MAX_BYTES_PER_CONTAINER * containers.length;
  const bounded = Math.min(Math.max(sum, MIN_BYTES), max);
  return Math.trunc((MAX_SCORE * (bounded - MIN_BYTES)) / (max - MIN_BYTES));
}

export const imageLocality: Plugin = {
  name: 'ImageLocality',
  weight: 1,
  score: (cycle) => {
    const { pod } = cycle;
    const isKnown = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].some(
      ({ image = '' }) => cycle.imageNodes(normalized(image)) > 0,
    );
    return isKnown ? { score: (node) => score(cycle, node) } : undefined;
  },
};
