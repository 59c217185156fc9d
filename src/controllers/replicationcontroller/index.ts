/** The ReplicationController controller: the ReplicaSet's loop over an older kind. Mirrors kubernetes pkg/controller/replication/conversion.go. */
import { memoised } from '#apimachinery/intern.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import {
  type ReplicationController,
  replicationControllerKind,
} from '#resources/replicationcontroller.ts';
import type { Controller, ControllerDeps } from '../controller.ts';
import { startReplicaLoop } from '../replicaset/replica-loop.ts';

const asReplicaSet = memoised((object: ReplicationController): ReplicaSet => {
  const { selector, ...spec } = object.spec;
  return { ...object, spec: { ...spec, selector: { matchLabels: selector ?? {} } } };
});

/** A ReplicationController has no count of pods on their way out. */
function writeStatus({ client }: ControllerDeps, { metadata, status }: ReplicaSet): void {
  const { namespace = '', name } = metadata;
  const { terminatingReplicas: _, ...rest } = status;
  const object = client.get(replicationControllerKind, namespace, name);
  if (object) client.updateStatus(replicationControllerKind, { ...object, status: rest });
}

export const replicationControllerController: Controller = {
  name: 'replication-controller',
  start: (deps) =>
    startReplicaLoop(deps, { kind: replicationControllerKind, view: asReplicaSet, writeStatus }),
};
