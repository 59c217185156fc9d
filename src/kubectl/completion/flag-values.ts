/** Which flags complete their values, and how: explicit. Mirrors the RegisterFlagCompletionFunc calls of kubectl pkg/cmd. */
import type { CommandContext } from '../command.ts';
import type { Flag } from '../flags.ts';
import { globalFlags } from '../global-flags.ts';
import { namesIn } from './arguments.ts';
import { anyFile, type Completions, only, startingWith } from './completions.ts';
import { namesOf } from './names.ts';
import { containerFlag } from './pods.ts';
import type { ArgumentCompleter } from './types-and-names.ts';

const words =
  (...list: readonly string[]): ArgumentCompleter =>
  async (_context, word) =>
    only(startingWith(word, list));

const objects =
  (type: string): ArgumentCompleter =>
  async (context, word) =>
    only(await namesOf(context, type, word));

const inKubeconfig =
  (list: 'contexts' | 'clusters' | 'users'): ArgumentCompleter =>
  async ({ kubeconfig }, word) =>
    only(namesIn(kubeconfig, list, word));

/** Of every command, unless it has a flag of its own by that name. */
const global: Readonly<Record<string, ArgumentCompleter>> = {
  namespace: objects('namespace'),
  context: inKubeconfig('contexts'),
  cluster: inKubeconfig('clusters'),
  user: inKubeconfig('users'),
};

const formats = words(
  ...['json', 'yaml', 'kyaml', 'name', 'go-template', 'go-template-file', 'template'],
  ...['templatefile', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'custom-columns'],
  ...['custom-columns-file', 'wide'],
);

/** `command --flag` */
const own: Readonly<Record<string, ArgumentCompleter>> = {
  'get --output': formats,
  'exec --container': containerFlag,
  'config set-context --namespace': objects('namespace'),
  'create clusterrolebinding --clusterrole': objects('clusterrole'),
  'kustomize --load-restrictor': words('LoadRestrictionsNone', 'LoadRestrictionsRootOnly'),
};

const subresources = words('status', 'scale', 'resize');

function completerOf({ path, command }: CommandContext, flag: Flag): ArgumentCompleter | undefined {
  const key = `${path.replace(/^kubectl ?/, '')} --${flag.name}`;
  if (Object.hasOwn(own, key)) return own[key];
  if (flag.name === 'subresource') return subresources;
  const isOwn = command.flags?.some(({ name }) => name === flag.name) ?? false;
  const isGlobal = !isOwn && globalFlags.some(({ name }) => name === flag.name);
  return isGlobal && Object.hasOwn(global, flag.name) ? global[flag.name] : undefined;
}

const manifests = ['json', 'yaml', 'yml'];

/** Whether the flag is kubectl's `-f`, of manifests. */
const isFilename = ({ name, short, type }: Flag): boolean =>
  name === 'filename' && short === 'f' && type === 'stringSlice';

/** What a flag's value may be; `word` is what there is of it. */
export async function flagValue(
  context: CommandContext,
  flag: Flag,
  word: string,
): Promise<Completions> {
  if (isFilename(flag)) return { candidates: [], files: manifests };
  return (await completerOf(context, flag)?.(context, word)) ?? anyFile;
}
