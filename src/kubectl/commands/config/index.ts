/** `kubectl config`: the kubeconfig, seen and changed. Mirrors kubectl pkg/cmd/config/config.go. */
import type { Command } from '../../command.ts';
import { runWithoutSubcommand } from '../family.ts';
import { setCredentials } from './credentials.ts';
import { getContexts } from './get-contexts.ts';
import { currentContextCommand, getClusters, getUsers } from './names.ts';
import { deleteCluster, deleteContext, deleteUser, renameContext } from './remove.ts';
import { setCluster, setContext, setValue, unsetValue, useContext } from './set.ts';
import { view } from './view.ts';

export const config: Command = {
  name: 'config',
  use: 'config SUBCOMMAND',
  short: 'Modify kubeconfig files',
  long: `Modify kubeconfig files with subcommands like "kubectl config set current-context my-context".

Which file: the one --kubeconfig names, else the one KUBECONFIG names, else ~/.kube/config. While there is none, the lab's own configuration counts; the first change writes the file.`,
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
