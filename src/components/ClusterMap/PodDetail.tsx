/** What the map knows of the pod that was picked. */
import type { ReactNode } from 'react';
import type { PodView } from '#lab/lab.ts';

export function PodDetail({ pod }: { readonly pod: PodView }): ReactNode {
  const facts = [
    pod.image,
    pod.owner && `owned by ${pod.owner}`,
    pod.restarts > 0 && `${pod.restarts} restarts`,
  ];
  return (
    <p className="pod-detail">
      <code>{pod.name}</code> <b>{pod.status}</b> {facts.filter(Boolean).join(' · ')}
    </p>
  );
}
