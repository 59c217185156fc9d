/** POSIX paths: from what was typed to what the file system knows. */

/** Joins to the working folder and takes out `.`, `..` and doubled slashes: "a/../b" in /home ⇒ "/home/b". */
export function absolutePath(host: { readonly cwd: string }, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${host.cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** "/a/b/c.yaml" ⇒ "c.yaml" */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
