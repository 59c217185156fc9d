/** `kubectl apply -f`: makes an object, or gives the one of that name a new spec. */
import type { JsonObject } from '#apimachinery/object.ts';
import { type Action, say, type World } from '../action.ts';
import * as manifests from '../manifests.ts';
import * as paths from '../paths.ts';

/** Creates `manifest`, or merges it over what is there. */
function put({ send }: World, collection: string, manifest: JsonObject): string {
  const { name } = manifest['metadata'] as { readonly name: string };
  const made = send('POST', collection, manifest);
  const what = `apply ${String(manifest['kind'])} ${name}`;
  if (made.code !== 409) return say(what, made);
  return say(`${what} again`, send('PATCH', `${collection}/${name}`, manifest));
}

const applying = (
  kind: string,
  weight: number,
  collection: string,
  draw: (world: World) => JsonObject,
): Action => ({
  name: `apply-${kind}`,
  weight,
  run: (world) => put(world, collection, draw(world)),
});

export const applies: readonly Action[] = [
  applying('deployment', 20, paths.deployments, ({ random }) =>
    manifests.deploymentOf(random, manifests.nameOf(random)),
  ),
  applying('replicaset', 4, paths.replicaSets, ({ random }) =>
    manifests.replicaSetOf(random, `set-${manifests.nameOf(random)}`),
  ),
  applying('statefulset', 5, paths.statefulSets, ({ random }) =>
    manifests.statefulSetOf(random, `db-${manifests.nameOf(random)}`),
  ),
  applying('daemonset', 3, paths.daemonSets, ({ random }) =>
    manifests.daemonSetOf(random, `agent-${manifests.nameOf(random)}`),
  ),
  applying('job', 4, paths.jobs, ({ random }) =>
    manifests.jobOf(random, `job-${random.integer(5)}`),
  ),
  applying('poddisruptionbudget', 4, paths.budgets, ({ random }) =>
    manifests.budgetOf(random, manifests.nameOf(random)),
  ),
  applying('service', 4, paths.services, ({ random }) =>
    manifests.serviceOf(manifests.nameOf(random)),
  ),
  applying('pod', 4, paths.pods, ({ random }) =>
    manifests.podOf(random, `pod-${random.integer(4)}`),
  ),
];
