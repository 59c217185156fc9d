/** Paths inside a container: files are kept by absolute path, folders are what their files make of them. */
import type { World } from './world.ts';

/** Folders every image with a shell has. */
const STANDING =
  'bin boot dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var usr/bin usr/lib usr/local usr/sbin usr/share var/lib var/log var/run var/tmp etc/ssl usr/local/bin'
    .split(' ')
    .map((name) => `/${name}`);

/** "a/../b/./c" under "/x" ⇒ "/x/b/c" */
export function pathOf(path: string, world: World): string {
  const base = path.startsWith('/') ? '' : (world.env.get('PWD') ?? '/');
  const parts: string[] = [];
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** A folder that was made and has no files yet is kept as a path that ends in a slash. */
export const folderMark = (path: string): string => `${path}/`;

export function isFolder(path: string, { files }: World): boolean {
  if (path === '/' || STANDING.includes(path) || files.has(folderMark(path))) return true;
  for (const file of files.keys()) if (file.startsWith(`${path}/`)) return true;
  return false;
}

export const isFile = (path: string, { files }: World): boolean =>
  !path.endsWith('/') && files.has(path);

/** The names in a folder, sorted. */
export function namesIn(path: string, { files }: World): readonly string[] {
  const prefix = path === '/' ? '/' : `${path}/`;
  const names = new Set<string>();
  for (const file of [...files.keys(), ...STANDING]) {
    const name = file.startsWith(prefix) ? (file.slice(prefix.length).split('/')[0] ?? '') : '';
    if (name !== '') names.add(name);
  }
  return [...names].sort();
}

/** Every file below a folder, by path. */
export const filesBelow = (path: string, { files }: World): readonly string[] =>
  [...files.keys()].filter((file) => file.startsWith(path === '/' ? '/' : `${path}/`)).sort();
