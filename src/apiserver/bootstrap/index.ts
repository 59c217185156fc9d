/** What an API server writes into an empty store by itself: roles and bindings, flow control, its own APIServices. */
import type { Call } from '#apimachinery/api.ts';
import { apiVersionOf } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { printTime } from '#apimachinery/time.ts';
import { RBAC_GROUP } from '#resources/rbac/rules.ts';
import { bootstrapPolicy } from '../auth/bootstrap/drafts.ts';
import type { ServerContext } from '../context.ts';
import { apiServices } from './api-services.ts';
import { flowSchemas, priorityLevels } from './flow-control.ts';

const call: Call = {
  cause: 0,
  actor: { name: 'kube-apiserver', user: 'system:apiserver', groups: ['system:masters'] },
};

const FLOW = 'flowcontrol.apiserver.k8s.io';

/** Stores what is known to be valid: no admission, no validation. Differs: nobody is noted as the owner of their fields. */
function write(
  server: ServerContext,
  group: string,
  plural: string,
  drafts: readonly object[],
): void {
  const kind = server.kinds.find((one) => one.group === group && one.plural === plural);
  if (!kind) return;
  const creationTimestamp = printTime(server.clock.now());
  const type = { apiVersion: apiVersionOf(kind), kind: kind.kind };
  for (const draft of drafts as readonly KubeObject[]) {
    const metadata = {
      ...draft.metadata,
      uid: server.random.uid(),
      resourceVersion: server.store.nextResourceVersion(),
      creationTimestamp,
    };
    server.store.put(kind, { ...draft, ...type, metadata }, undefined, call);
  }
}

/** Fills an empty store; kube-system and kube-public must be there. Its dice are its own: names elsewhere stay as they were. */
export function installBootstrapObjects(context: ServerContext): void {
  const server = { ...context, random: context.random.fork('bootstrap-objects') };
  const now = printTime(server.clock.now());
  for (const [plural, drafts] of bootstrapPolicy()) write(server, RBAC_GROUP, plural, drafts);
  write(server, FLOW, 'prioritylevelconfigurations', priorityLevels());
  write(server, FLOW, 'flowschemas', flowSchemas(now));
  const services = apiServices(server.kinds, now);
  write(server, 'apiregistration.k8s.io', 'apiservices', services);
}
