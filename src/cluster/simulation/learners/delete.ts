/** `kubectl delete`, with every cascade. */
import { type Action, choose, pathOf, perhaps, pick, say } from '../action.ts';
import * as paths from '../paths.ts';

const deleting = (kind: string, weight: number, collection: string): Action => ({
  name: `delete-${kind}`,
  weight,
  run: ({ random, list, send }) => {
    const object = pick(random, list(collection));
    if (!object) return undefined;
    const propagationPolicy = choose(random, 'Background', 'Background', 'Foreground', 'Orphan');
    const force = kind === 'pod' && perhaps(random, 15) ? { gracePeriodSeconds: 0 } : {};
    const answer = send('DELETE', pathOf(collection, object), { propagationPolicy, ...force });
    return say(`delete ${kind} ${object.metadata.name} (${propagationPolicy})`, answer);
  },
});

export const deletes: readonly Action[] = [
  deleting('pod', 20, paths.pods),
  deleting('deployment', 3, paths.deployments),
  deleting('replicaset', 4, paths.replicaSets),
  deleting('statefulset', 2, paths.statefulSets),
  deleting('daemonset', 1, paths.daemonSets),
  deleting('job', 2, paths.jobs),
  deleting('poddisruptionbudget', 1, paths.budgets),
  deleting('service', 1, paths.services),
];
