/** The landing page's one button: types `kubectl delete pod …` and says what came of it. */
import { type ReactNode, useState } from 'react';
import type { PodView } from '#lab/lab.ts';
import { useLab, useLabState } from '../lab-session/context.tsx';
import './DeletePod.css';

export function DeletePod(): ReactNode {
  const lab = useLab();
  const pods = useLabState((state) => state.snapshot?.pods);
  const ready = useLabState((state) => state.phase === 'ready');
  const [victim, setVictim] = useState<PodView>();
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const next = pods?.find((pod) => pod.owner !== '' && pod.look === 'ready');
  const remove = async () => {
    if (!next) return;
    setVictim(next);
    setKnown(new Set(pods?.map((pod) => pod.uid)));
    await lab.run(`kubectl delete pod ${next.name}`);
  };
  return (
    <div className="delete-pod">
      <button
        type="button"
        className="tool tool-primary delete-pod-button"
        disabled={!ready || !next}
        onClick={() => void remove()}
      >
        Delete a pod
      </button>
      <p className="delete-pod-story" role="status">
        {victim ? tell(victim, known, pods ?? []) : 'Or type any kubectl command in the terminal.'}
      </p>
    </div>
  );
}

/** "web-1 is being deleted." ⇒ "web-1 is gone. web-2 took its place on node-3: …" */
function tell(victim: PodView, known: ReadonlySet<string>, pods: readonly PodView[]): string {
  const here = pods.some((pod) => pod.uid === victim.uid);
  const heir = pods.find((pod) => !known.has(pod.uid) && pod.owner === victim.owner);
  const first = `${victim.name} is ${here ? 'being deleted' : 'gone'}.`;
  if (!heir) return `${first} Its ReplicaSet counts one too few.`;
  if (heir.look !== 'ready') return `${first} ${heir.name} is starting in its place.`;
  return `${first} ${heir.name} took its place: a new pod, a new name. Nobody restarted anything.`;
}
