/** Plugins: programs called kubectl-… in the folders of PATH. Mirrors kubectl pkg/cmd/cmd.go HandlePluginCommand and pkg/cmd/plugin/plugin.go. */
import type { KubectlHost } from './host.ts';

/** The folders of PATH, each once. */
const folders = ({ env }: KubectlHost): readonly string[] => [
  ...new Set((env['PATH'] ?? '').split(':').filter((folder) => folder.trim() !== '')),
];

const isFile = (host: KubectlHost, path: string): boolean => host.files.stat(path)?.kind === 'file';

/** Where the plugins are, in PATH's order. Differs: a folder that isn't there is passed over in silence. */
export const listPlugins = (host: KubectlHost): readonly string[] =>
  folders(host).flatMap((folder) =>
    host.files.stat(folder)?.kind === 'folder'
      ? host.files
          .list(folder)
          .filter((name) => name.startsWith('kubectl-'))
          .map((name) => `${folder}/${name}`)
          .filter((path) => isFile(host, path))
      : [],
  );

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** The program for `foo bar`: kubectl-foo-bar, else kubectl-foo, with the words that are left. */
function pluginFor(
  host: KubectlHost,
  args: readonly string[],
): { readonly path: string; readonly rest: readonly string[] } | undefined {
  const flagAt = args.findIndex((word) => word.startsWith('-'));
  const names = args.slice(0, flagAt < 0 ? args.length : flagAt);
  for (let count = names.length; count > 0; count -= 1) {
    // A dash of a word is an underscore in the program's name: dashes divide words there.
    const words = names.slice(0, count).map((word) => word.replaceAll('-', '_'));
    const path = folders(host)
      .map((folder) => `${folder}/kubectl-${words.join('-')}`)
      .find((one) => isFile(host, one));
    if (path) return { path, rest: args.slice(count) };
  }
  return undefined;
}

/** Runs the plugin a line means; undefined when there is none. */
export async function runPlugin(host: KubectlHost): Promise<number | undefined> {
  const plugin = pluginFor(host, host.args);
  if (!plugin) return undefined;
  return host.run([plugin.path, ...plugin.rest].map(quoted).join(' '));
}
