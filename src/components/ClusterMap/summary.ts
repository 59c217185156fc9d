/** The map in one sentence, for the eye and for screen readers. */
import type { NodeView, PodView, Snapshot } from '#lab/lab.ts';
import { words } from './pod-look.ts';

/** 3 nodes, 6 pods ⇒ "3 nodes, 1 not ready · 6 pods: 4 ready, 2 terminating" */
export function summarise({ nodes, pods }: Pick<Snapshot, 'nodes' | 'pods'>): string {
  return `${summariseNodes(nodes)} · ${summarisePods(pods)}`;
}

function summariseNodes(nodes: readonly NodeView[]): string {
  const lost = nodes.filter((node) => node.ready !== 'True').length;
  return count(nodes.length, 'node') + (lost > 0 ? `, ${lost} not ready` : '');
}

function summarisePods(pods: readonly PodView[]): string {
  if (pods.length === 0) return 'no pods';
  const counts = new Map<string, number>();
  for (const { look } of pods) counts.set(words[look], (counts.get(words[look]) ?? 0) + 1);
  const parts = Object.values(words).flatMap((word) => {
    const many = counts.get(word);
    return many === undefined ? [] : [`${many} ${word}`];
  });
  return `${count(pods.length, 'pod')}: ${parts.join(', ')}`;
}

function count(many: number, noun: string): string {
  return `${many} ${noun}${many === 1 ? '' : 's'}`;
}
