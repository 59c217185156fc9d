/** Writing the kubeconfig back. */
import type { CommandContext } from '../../command.ts';
import { type Kubeconfig, kubeconfigPath } from '../../kubeconfig.ts';
import { goYaml } from '../../printers/yaml.ts';

/** Path of the file in use, for messages. */
export const configFile = ({ host, flags }: CommandContext): string =>
  kubeconfigPath(host, flags.string('kubeconfig'));

/** Writes the file, and the folder it is in. */
export function saveConfig(context: CommandContext, config: Kubeconfig): void {
  const path = configFile(context);
  const { files } = context.host;
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  if (!files.stat(folder)) files.makeFolder(folder, { parents: true });
  files.write(path, goYaml(config));
}

/** A list with an entry put in the place of the one of its name, or at the end. */
export const withEntry = <T extends { readonly name: string }>(
  list: readonly T[],
  entry: T,
): readonly T[] =>
  list.some(({ name }) => name === entry.name)
    ? list.map((old) => (old.name === entry.name ? entry : old))
    : [...list, entry].sort((a, b) => (a.name < b.name ? -1 : 1));
