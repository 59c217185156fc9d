/** The ReplicaSet controller: as many pods as asked for, whoever took or added one. */
import { replicaSetKind } from '#resources/replicaset.ts';
import type { Controller } from '../controller.ts';
import { startReplicaLoop } from './replica-loop.ts';

export const replicaSetController: Controller = {
  name: 'replicaset-controller',
  start: (deps) =>
    startReplicaLoop(deps, {
      kind: replicaSetKind,
      view: (set) => set,
      writeStatus: ({ client }, set) => client.updateStatus(replicaSetKind, set),
    }),
};
