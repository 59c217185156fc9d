/** `kubectl delete`, with every cascade. */
import { type Action, choose, onOne, perhaps, say } from '../action.ts';
import * as paths from '../paths.ts';

const deleting = (kind: string, weight: number, collection: string): Action =>
  onOne(`delete-${kind}`, weight, [collection], ({ random, send }, { metadata }, path) => {
    const propagationPolicy = choose(random, 'Background', 'Background', 'Foreground', 'Orphan');
    const force = kind === 'pod' && perhaps(random, 15) ? { gracePeriodSeconds: 0 } : {};
    const answer = send('DELETE', path, { propagationPolicy, ...force });
    return say(`delete ${kind} ${metadata.name} (${propagationPolicy})`, answer);
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
