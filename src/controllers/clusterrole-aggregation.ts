/** The ClusterRole aggregation controller: keeps the rules of roles that gather those of others. */
import { isEqual } from '#apimachinery/equality.ts';
import { clusterRoleKind } from '#resources/clusterrole.ts';
import { aggregatedRules } from '#resources/rbac/aggregation.ts';
import type { Controller, ControllerDeps } from './controller.ts';
import { startLoop } from './loop.ts';

function reconcile({ client }: ControllerDeps, name: string): undefined {
  const role = client.get(clusterRoleKind, '', name);
  if (!role?.aggregationRule) return undefined;
  const rules = aggregatedRules(role.aggregationRule, client.list(clusterRoleKind), name);
  if (!isEqual(rules, role.rules ?? [])) client.update(clusterRoleKind, { ...role, rules });
  return undefined;
}

/** Mirrors kubernetes pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go. */
export const clusterRoleAggregationController: Controller = {
  name: 'clusterrole-aggregation-controller',
  start: (deps) => {
    const queue = startLoop(deps, (name) => reconcile(deps, name));
    const isAggregating = new Set<string>();
    deps.client.watch(clusterRoleKind, ({ type, object, revision }) => {
      const { name } = object.metadata;
      if (type !== 'DELETED' && object.aggregationRule) isAggregating.add(name);
      else isAggregating.delete(name);
      for (const each of isAggregating) queue.add(each, revision);
    });
  },
};
