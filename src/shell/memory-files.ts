/** The learner's file system: a tree of texts in memory, with the few devices scripts use. */
import { FileError, type FileStat, type FileSystem } from './file-system.ts';
import { nameOf, parentOf, resolvePath } from './path.ts';

interface FileNode {
  kind: 'file';
  text: string;
  modifiedMs: number;
  mode: number;
}
interface FolderNode {
  kind: 'folder';
  entries: Map<string, TreeNode>;
  modifiedMs: number;
  mode: number;
}
type TreeNode = FileNode | FolderNode;

const words: Readonly<Record<FileError['code'], string>> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  EACCES: 'Permission denied',
  EINVAL: 'Invalid argument',
};

function refuse(code: FileError['code'], path: string): FileError {
  return new FileError(code, path, words[code]);
}

const utf8 = new TextEncoder();

/** Bytes of a text in UTF-8: "é" ⇒ 2 */
export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

/** The folder a session starts in. */
export const homeFolder = '/home/learner';

class MemoryFiles implements FileSystem {
  readonly #clock: { now(): number };
  readonly #root: FolderNode;
  readonly #listeners = new Set<(path: string) => void>();

  constructor(clock: { now(): number }) {
    this.#clock = clock;
    this.#root = this.#folder();
  }

  read(path: string): string {
    if (path === '/dev/null') return '';
    const node = this.#find(path);
    if (node === undefined) throw this.#missing(path);
    if (node.kind === 'folder') throw refuse('EISDIR', path);
    return node.text;
  }

  write(path: string, text: string): void {
    if (path === '/dev/null') return;
    const { folder, name } = this.#place(path);
    const old = folder.entries.get(name);
    if (old?.kind === 'folder') throw refuse('EISDIR', path);
    if (old === undefined) this.#add(folder, name, this.#file(text));
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
    if (node === undefined) return undefined;
    const size = node.kind === 'folder' ? 4096 : byteLength(node.text);
    return { kind: node.kind, size, modifiedMs: node.modifiedMs, mode: node.mode };
  }

  list(path: string): readonly string[] {
    const node = this.#find(path);
    if (node === undefined) throw this.#missing(path);
    if (node.kind === 'file') throw refuse('ENOTDIR', path);
    return [...node.entries.keys()].sort();
  }

  makeFolder(path: string, options: { parents?: boolean } = {}): void {
    const found = this.#find(path);
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
    if (old?.kind === 'folder' && node.kind === 'file') throw refuse('EISDIR', to);
    if (old?.kind === 'file' && node.kind === 'folder') throw refuse('ENOTDIR', to);
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

  onChange(listener: (path: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #file(text: string): FileNode {
    return { kind: 'file', text, modifiedMs: this.#clock.now(), mode: 0o644 };
  }

  #folder(): FolderNode {
    return { kind: 'folder', entries: new Map(), modifiedMs: this.#clock.now(), mode: 0o755 };
  }

  #add(folder: FolderNode, name: string, node: TreeNode): void {
    folder.entries.set(name, node);
    folder.modifiedMs = this.#clock.now();
  }

  #find(path: string): TreeNode | undefined {
    let node: TreeNode | undefined = this.#root;
    for (const part of resolvePath('/', path).split('/')) {
      if (part === '') continue;
      node = node?.kind === 'folder' ? node.entries.get(part) : undefined;
    }
    if (node?.kind === 'file' && path.endsWith('/')) return undefined;
    return node;
  }

  #place(path: string): { folder: FolderNode; name: string } {
    const clean = resolvePath('/', path);
    if (clean === '/') throw refuse('EISDIR', path);
    const folder = this.#find(parentOf(clean));
    if (folder === undefined) throw this.#missing(path);
    if (folder.kind === 'file') throw refuse('ENOTDIR', path);
    if (path.endsWith('/') && !folder.entries.has(nameOf(clean)))
      return { folder, name: nameOf(clean) };
    return { folder, name: nameOf(clean) };
  }

  /** ENOTDIR when a file stands where a folder should, ENOENT otherwise. */
  #missing(path: string): FileError {
    const parts = resolvePath('/', path).split('/').slice(1);
    let node: TreeNode | undefined = this.#root;
    for (const part of parts) {
      if (node?.kind === 'file') return refuse('ENOTDIR', path);
      node = node?.entries.get(part);
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
  for (const [name, text] of Object.entries(home)) {
    const path = resolvePath(homeFolder, name);
    files.makeFolder(parentOf(path), { parents: true });
    files.write(path, text);
  }
  return files;
}
