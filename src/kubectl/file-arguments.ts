/** The files `-f` names: one, a folder, a pattern, `-`. Mirrors cli-runtime pkg/resource builder.go FilenameParam and Path. */
import { KubectlError, notSimulatedError } from './errors.ts';
import type { KubectlHost } from './host.ts';
import { absolutePath } from './paths.ts';

/** A manifest to read: where from, as messages name it, and its text. */
export interface ManifestSource {
  readonly name: string;
  readonly text: string;
}

export interface FileArguments {
  readonly sources: readonly ManifestSource[];
  /** Whether a folder or standard input took part: output is then a list. */
  readonly many: boolean;
}

const extensions = ['.json', '.yaml', '.yml'];
const hasExtension = (path: string): boolean =>
  extensions.some((extension) => path.endsWith(extension));

/** `*.yaml` ⇒ a test for names. */
const globTest = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  );

function expandPattern(host: KubectlHost, pattern: string): readonly string[] {
  if (host.files.stat(absolutePath(host, pattern))) return [pattern];
  const missing = new KubectlError(`the path "${pattern}" does not exist`);
  if (!/[*?[]/.test(pattern)) throw missing;
  const slash = pattern.lastIndexOf('/');
  const folder = pattern.slice(0, slash + 1);
  const at = absolutePath(host, folder || '.');
  const test = globTest(pattern.slice(slash + 1));
  const found =
    host.files.stat(at)?.kind === 'folder'
      ? host.files.list(at).filter((name) => test.test(name))
      : [];
  if (found.length === 0) throw missing;
  return found.map((name) => folder + name);
}

/** Manifests under a folder, in order of name; folders in it only with `-R`. */
function filesIn(host: KubectlHost, folder: string, recursive: boolean): readonly string[] {
  const prefix = folder.replace(/\/+$/, '');
  return host.files.list(absolutePath(host, folder)).flatMap((name) => {
    const path = `${prefix}/${name}`;
    if (host.files.stat(absolutePath(host, path))?.kind === 'folder')
      return recursive ? filesIn(host, path, recursive) : [];
    return hasExtension(name) ? [path] : [];
  });
}

/** Every manifest that `-f` names, read. */
export async function readFileArguments(
  host: KubectlHost,
  names: readonly string[],
  recursive: boolean,
): Promise<FileArguments> {
  const sources: ManifestSource[] = [];
  let many = false;
  for (const name of names) {
    if (name === '-') {
      if (many) throw new KubectlError('standard input cannot be used for multiple arguments');
      many = true;
      sources.push({ name: 'STDIN', text: await host.stdin.readAll() });
      continue;
    }
    if (/^https?:\/\//.test(name)) throw notSimulatedError('manifests from addresses (-f URL)');
    for (const path of expandPattern(host, name)) {
      const at = absolutePath(host, path);
      const isFolder = host.files.stat(at)?.kind === 'folder';
      const found = isFolder ? filesIn(host, path, recursive) : [path];
      if (found.length === 0)
        throw new KubectlError(
          `error reading [${path}]: recognized file extensions are [.json .yaml .yml]`,
        );
      if (found.length > 1) many = true;
      for (const file of found)
        sources.push({ name: file, text: host.files.read(absolutePath(host, file)) });
    }
  }
  return { sources, many };
}
