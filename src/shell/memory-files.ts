/** The learner's file system: a tree of texts in memory, with the few devices scripts use. */

import {
  type FileNode,
  type FolderNode,
  factsOf,
  type NodeFacts,
  type TreeNode,
} from './file-nodes.ts';
import { type EntryStat, FileError, type FileStat, type FileSystem } from './file-system.ts';
import { nameOf, parentOf, resolvePath } from './path.ts';
import { systemFiles } from './system-files.ts';

export { byteLength } from './byte-length.ts';

/** As many links as Linux follows. */
const deepestLink = 40;

const words: Readonly<Record<FileError['code'], string>> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  EACCES: 'Permission denied',
  EINVAL: 'Invalid argument',
  ELOOP: 'Too many levels of symbolic links',
};

function refuse(code: FileError['code'], path: string): FileError {
  return new FileError(code, path, words[code]);
}

/** The folder a session starts in. */
export const homeFolder = '/home/learner';

class MemoryFiles implements FileSystem {
  readonly #clock: { now(): number };
  readonly #root: FolderNode;
  readonly #listeners = new Set<(path: string) => void>();
  #ids = 0;
  umask = 0o022;

  constructor(clock: { now(): number }) {
    this.#clock = clock;
    this.#root = this.#folder();
  }

  read(path: string): string {
    if (path === '/dev/null') return '';
    const node = this.#find(path);
    if (node === undefined) throw this.#missing(path);
    if (node.kind !== 'file') throw refuse('EISDIR', path);
    if ((node.mode & 0o400) === 0) throw refuse('EACCES', path);
    return node.text;
  }

  write(path: string, text: string): void {
    if (path === '/dev/null') return;
    const { folder, name } = this.#place(this.realPath(path) + (path.endsWith('/') ? '/' : ''));
    const old = folder.entries.get(name);
    if (old?.kind === 'folder') throw refuse('EISDIR', path);
    if (path.endsWith('/')) throw refuse(old === undefined ? 'EISDIR' : 'ENOTDIR', path);
    if (old === undefined) this.#add(folder, name, this.#file(text));
    else if (old.kind === 'link') throw refuse('ELOOP', path);
    else {
      old.text = text;
      old.modifiedMs = this.#clock.now();
    }
    this.#changed(path);
  }

  append(path: string, text: string): void {
    if (path === '/dev/null') return;
    const node = this.#find(path);
    if (node?.kind !== 'file') {
      this.write(path, text);
      return;
    }
    node.text += text;
    node.modifiedMs = this.#clock.now();
    this.#changed(path);
  }

  stat(path: string): FileStat | undefined {
    const node = this.#find(path);
    if (node === undefined || node.kind === 'link') return undefined;
    return { ...factsOf(node), kind: node.kind };
  }

  entry(path: string): EntryStat | undefined {
    const node = this.#find(path, false);
    return node === undefined ? undefined : { ...factsOf(node), kind: node.kind };
  }

  list(path: string): readonly string[] {
    const node = this.#find(path);
    if (node === undefined) throw this.#missing(path);
    if (node.kind !== 'folder') throw refuse('ENOTDIR', path);
    return [...node.entries.keys()].sort();
  }

  makeFolder(path: string, options: { parents?: boolean } = {}): void {
    const found = this.#find(path) ?? this.#find(path, false);
    if (found !== undefined) {
      if (options.parents === true && found.kind === 'folder') return;
      throw refuse('EEXIST', path);
    }
    const parent = parentOf(resolvePath('/', path));
    if (options.parents === true && this.#find(parent) === undefined) {
      this.makeFolder(parent, options);
    }
    const { folder, name } = this.#place(path);
    this.#add(folder, name, this.#folder());
    this.#changed(path);
  }

  remove(path: string, options: { recursive?: boolean } = {}): void {
    const { folder, name } = this.#place(path);
    const node = folder.entries.get(name);
    if (node === undefined) throw this.#missing(path);
    if (node.kind === 'folder' && node.entries.size > 0 && options.recursive !== true) {
      throw refuse('ENOTEMPTY', path);
    }
    folder.entries.delete(name);
    node.links -= 1;
    folder.modifiedMs = this.#clock.now();
    this.#changed(path);
  }

  rename(from: string, to: string): void {
    const source = this.#place(from);
    const node = source.folder.entries.get(source.name);
    if (node === undefined) throw this.#missing(from);
    if (`${resolvePath('/', to)}/`.startsWith(`${resolvePath('/', from)}/`)) {
      if (resolvePath('/', to) === resolvePath('/', from)) return;
      throw refuse('EINVAL', to);
    }
    const target = this.#place(to);
    const old = target.folder.entries.get(target.name);
    const isFolder = node.kind === 'folder';
    if (old?.kind === 'folder' && !isFolder) throw refuse('EISDIR', to);
    if (old !== undefined && old.kind !== 'folder' && isFolder) throw refuse('ENOTDIR', to);
    if (to.endsWith('/') && old === undefined && !isFolder) throw refuse('ENOTDIR', to);
    if (old?.kind === 'folder' && old.entries.size > 0) throw refuse('ENOTEMPTY', to);
    source.folder.entries.delete(source.name);
    this.#add(target.folder, target.name, node);
    this.#changed(from);
    this.#changed(to);
  }

  chmod(path: string, mode: number): void {
    const node = this.#find(path);
    if (node === undefined) throw this.#missing(path);
    node.mode = mode;
    this.#changed(path);
  }

  setModified(path: string, ms: number): void {
    const node = this.#find(path);
    if (node === undefined) throw this.#missing(path);
    node.modifiedMs = ms;
    this.#changed(path);
  }

  makeLink(target: string, path: string): void {
    const { folder, name } = this.#place(path);
    if (folder.entries.has(name)) throw refuse('EEXIST', path);
    this.#add(folder, name, { ...this.#facts(0o777, 0), kind: 'link', target });
    this.#changed(path);
  }

  addName(from: string, to: string): void {
    const node = this.#find(from, false);
    if (node === undefined) throw this.#missing(from);
    const { folder, name } = this.#place(to);
    if (folder.entries.has(name)) throw refuse('EEXIST', to);
    node.links += 1;
    this.#add(folder, name, node);
    this.#changed(to);
  }

  linkTarget(path: string): string | undefined {
    const node = this.#find(path, false);
    return node?.kind === 'link' ? node.target : undefined;
  }

  realPath(path: string): string {
    return this.#follow(resolvePath('/', path), true, 0) ?? resolvePath('/', path);
  }

  onChange(listener: (path: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #file(text: string): FileNode {
    return { ...this.#facts(0o666), kind: 'file', text };
  }

  #folder(): FolderNode {
    return { ...this.#facts(0o777), kind: 'folder', entries: new Map() };
  }

  #facts(mode: number, umask = this.umask): NodeFacts {
    this.#ids += 1;
    return { modifiedMs: this.#clock.now(), mode: mode & ~umask, links: 1, id: this.#ids };
  }

  #add(folder: FolderNode, name: string, node: TreeNode): void {
    folder.entries.set(name, node);
    folder.modifiedMs = this.#clock.now();
  }

  #find(path: string, follow = true): TreeNode | undefined {
    const real = this.#follow(resolvePath('/', path), follow || path.endsWith('/'), 0);
    const node = real === undefined ? undefined : this.#at(real);
    if (node !== undefined && node.kind !== 'folder' && path.endsWith('/')) return undefined;
    return node;
  }

  /** What stands at a path, no link followed. */
  #at(path: string): TreeNode | undefined {
    let node: TreeNode | undefined = this.#root;
    for (const part of path.split('/')) {
      if (part === '') continue;
      node = node?.kind === 'folder' ? node.entries.get(part) : undefined;
    }
    return node;
  }

  /** The path with its links followed; undefined when they lead in a circle. */
  #follow(path: string, last: boolean, depth: number): string | undefined {
    if (depth > deepestLink) return undefined;
    const parts = path.split('/').filter((part) => part !== '');
    let node: TreeNode | undefined = this.#root;
    let real = '';
    for (const [at, part] of parts.entries()) {
      node = node?.kind === 'folder' ? node.entries.get(part) : undefined;
      if (node?.kind === 'link' && (last || at < parts.length - 1)) {
        const target = resolvePath(real === '' ? '/' : real, node.target);
        const rest = parts.slice(at + 1).join('/');
        return this.#follow(rest === '' ? target : `${target}/${rest}`, last, depth + 1);
      }
      real += `/${part}`;
    }
    return real === '' ? '/' : real;
  }

  #place(path: string): { folder: FolderNode; name: string } {
    const clean = resolvePath('/', path);
    if (clean === '/') throw refuse('EISDIR', path);
    const folder = this.#find(parentOf(clean));
    if (folder === undefined) throw this.#missing(path);
    if (folder.kind !== 'folder') throw refuse('ENOTDIR', path);
    return { folder, name: nameOf(clean) };
  }

  /** ENOTDIR when a file stands where a folder should, ENOENT otherwise. */
  #missing(path: string): FileError {
    const parts = resolvePath('/', path).split('/').slice(1);
    let node: TreeNode | undefined = this.#root;
    for (const part of parts) {
      if (node.kind === 'link') break;
      if (node.kind === 'file') return refuse('ENOTDIR', path);
      node = node.entries.get(part);
      if (node === undefined) return refuse('ENOENT', path);
    }
    return refuse(path.endsWith('/') ? 'ENOTDIR' : 'ENOENT', path);
  }

  #changed(path: string): void {
    for (const listener of this.#listeners) listener(resolvePath('/', path));
  }
}

/** A file system with a home holding the given files (name relative to the home ⇒ text). */
export function createFileSystem(
  clock: { now(): number },
  home: Readonly<Record<string, string>> = {},
): FileSystem {
  const files = new MemoryFiles(clock);
  for (const folder of [homeFolder, '/tmp', '/dev/fd', '/bin', '/etc', '/usr/bin', '/var/tmp']) {
    files.makeFolder(folder, { parents: true });
  }
  for (const device of ['null', 'stdin', 'stdout', 'stderr', 'tty']) {
    files.makeFolder('/dev', { parents: true });
    if (device !== 'null') files.write(`/dev/${device}`, '');
  }
  for (const [path, text] of Object.entries(systemFiles)) files.write(path, text);
  for (const [name, text] of Object.entries(home)) {
    const path = resolvePath(homeFolder, name);
    files.makeFolder(parentOf(path), { parents: true });
    files.write(path, text);
  }
  return files;
}
