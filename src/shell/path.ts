/** Paths as text: `/a/b/../c` ⇒ `/a/c`, without asking any file system. */

/** ("/home/learner", "../tmp/./x") ⇒ "/home/tmp/x" */
export function resolvePath(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** "/a/b/c.txt" ⇒ "/a/b" */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** "/a/b/c.txt" ⇒ "c.txt" */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** ("/a", "b") ⇒ "/a/b"; ("/", "b") ⇒ "/b" */
export function joinPath(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
