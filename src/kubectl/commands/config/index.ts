/** `kubectl config`: the kubeconfig, seen and changed. Mirrors kubectl pkg/cmd/config/config.go. */
import type { Command } from '../../command.ts';
import { runWithoutSubcommand } from '../family.ts';
import { setCredentials } from './credentials.ts';
import { getContexts } from './get-contexts.ts';
import { currentContextCommand, getClusters, getUsers } from './names.ts';
import { deleteCluster, deleteContext, deleteUser, renameContext } from './remove.ts';
import { setValue, unsetValue } from './set.ts';
import { setCluster } from './set-cluster.ts';
import { setContext, useContext } from './set-context.ts';
import { view } from './view.ts';

export const config: Command = {
  name: 'config',
  use: 'config SUBCOMMAND',
  short: 'Modify kubeconfig files',
  long: `Modify kubeconfig files with subcommands like "kubectl config set current-context my-context".

Which files: the one --kubeconfig names; else those KUBECONFIG names, divided by colons and merged, where the first to name an entry counts, a change goes to the file its entry is in, and a new entry to the first file there is; else ~/.kube/config. While that is not there, the lab's own configuration stands in for it, and the first change writes it.`,
  commands: [
    currentContextCommand,
    deleteCluster,
    deleteContext,
    deleteUser,
    getClusters,
    getContexts,
    getUsers,
    renameContext,
    setValue,
    setCluster,
    setContext,
    setCredentials,
    unsetValue,
    useContext,
    view,
  ],
  run: runWithoutSubcommand,
};
