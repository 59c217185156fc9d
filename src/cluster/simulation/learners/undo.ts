/** `kubectl rollout undo`: the template of an older ReplicaSet, again. */
import type { Json } from '#apimachinery/object.ts';
import { isControlledBy } from '#apimachinery/owner-references.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import { onOne, pick, say } from '../action.ts';
import * as paths from '../paths.ts';

const hashLabel = 'pod-template-hash';

/** The template as the learner wrote it: without the label the controller added. */
function templateOf({ spec }: ReplicaSet): Json {
  const { [hashLabel]: _, ...labels } = spec.template?.metadata?.labels ?? {};
  return { ...spec.template, metadata: { ...spec.template?.metadata, labels } } as unknown as Json;
}

export const undo = onOne(
  'undo',
  8,
  [paths.deployments],
  ({ random, list, send }, deployment, path) => {
    const sets = list(paths.replicaSets).filter((set) => isControlledBy(set, deployment));
    const set = pick(random, sets) as ReplicaSet | undefined;
    if (!set) return undefined;
    const replace = { $patch: 'replace', ...(templateOf(set) as object) } as Json;
    const answer = send('PATCH', path, { spec: { template: replace } });
    return say(`rollout undo ${deployment.metadata.name} to ${set.metadata.name}`, answer);
  },
);
