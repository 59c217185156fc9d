/** `kubectl cp`: namespaces, pods, files. Mirrors kubectl pkg/cmd/cp/cp.go NewCmdCp. */
import type { CommandContext } from '../command.ts';
import { absolutePath } from '../paths.ts';
import { startingWith } from './completions.ts';
import { namesOf } from './names.ts';
import type { ArgumentCompleter } from './types-and-names.ts';

function filesHere({ host }: CommandContext, word: string): readonly string[] {
  const here = absolutePath(host, '.');
  return startingWith(word, host.files.list(here)).map((name) =>
    host.files.stat(absolutePath(host, name))?.kind === 'folder' ? `${name}/` : name,
  );
}

async function sources(context: CommandContext, word: string): Promise<readonly string[]> {
  if (/^[/.~]/.test(word) || word.includes(':')) return [];
  const slash = word.indexOf('/');
  if (slash > 0) {
    const namespace = word.slice(0, slash);
    const pods = await namesOf(context, 'pod', word.slice(slash + 1), namespace);
    return pods.map((name) => `${namespace}/${name}:`);
  }
  const namespaces = await namesOf(context, 'namespace', word);
  const pods = await namesOf(context, 'pod', word);
  const found = [...namespaces.map((name) => `${name}/`), ...pods.map((name) => `${name}:`)];
  if (word === '') return [...found, './', '/'];
  return found.length > 0 ? [...found, ...filesHere(context, word)] : [];
}

export const copySource: ArgumentCompleter = async (context, word) => ({
  candidates: context.args.length > 0 ? [] : await sources(context, word),
  files: 'all',
  noSpace: true,
});
