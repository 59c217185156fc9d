/** Pathname expansion: `conf/*.yaml` ⇒ the files there. */
import type { FileSystem } from '../file-system.ts';
import { joinPath, resolvePath } from '../path.ts';
import { hasWildcard, patternSource, unescapePattern } from './pattern.ts';

interface GlobOptions {
  readonly dotglob: boolean;
  readonly globstar: boolean;
  readonly nocase?: boolean;
}

function isFolder(files: FileSystem, path: string): boolean {
  return files.stat(path)?.kind === 'folder';
}

function names(files: FileSystem, folder: string): readonly string[] {
  return isFolder(files, folder) ? files.list(folder) : [];
}

/** Every folder below and including one, as prefixes relative to it. */
function foldersBelow(files: FileSystem, folder: string, prefix: string): string[] {
  const found = [prefix];
  for (const name of names(files, folder)) {
    const path = joinPath(folder, name);
    if (!name.startsWith('.') && isFolder(files, path)) {
      found.push(...foldersBelow(files, path, `${prefix}${name}/`));
    }
  }
  return found;
}

function matching(part: string, candidates: readonly string[], options: GlobOptions): string[] {
  const regex = new RegExp(
    `^(?:${patternSource(part, '[^/]')})$`,
    options.nocase === true ? 'i' : '',
  );
  const hidden = options.dotglob || part.startsWith('.') || part.startsWith('\\.');
  return candidates.filter((name) => (hidden || !name.startsWith('.')) && regex.test(name));
}

/**
 * The paths a pattern names, sorted; none when it matches nothing. `cwd` is what relative patterns
 * start from; quoted characters carry a backslash.
 */
export function glob(
  files: FileSystem,
  cwd: string,
  pattern: string,
  options: GlobOptions = { dotglob: false, globstar: false },
): string[] {
  const absolute = pattern.startsWith('/');
  const parts = pattern.split('/').filter((part, index) => part !== '' || index > 0);
  if (absolute && parts[0] === '') parts.shift();
  let found = [absolute ? '/' : ''];
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    found = found.flatMap((prefix) => {
      const folder = resolvePath(cwd, prefix === '' ? '.' : prefix);
      if (part === '') return isFolder(files, folder) ? [prefix] : [];
      if (part === '**' && options.globstar) {
        const below = foldersBelow(files, folder, prefix);
        if (!last) return below;
        return below.flatMap((each) =>
          names(files, resolvePath(cwd, each === '' ? '.' : each))
            .filter((name) => options.dotglob || !name.startsWith('.'))
            .map((name) => each + name),
        );
      }
      const slash = last ? '' : '/';
      if (!hasWildcard(part)) {
        const path = prefix + unescapePattern(part);
        const stat = files.stat(resolvePath(cwd, path));
        return stat !== undefined && (last || stat.kind === 'folder') ? [path + slash] : [];
      }
      return matching(part, names(files, folder), options)
        .filter((name) => last || isFolder(files, joinPath(folder, name)))
        .map((name) => prefix + name + slash);
    });
  });
  return found.sort();
}
