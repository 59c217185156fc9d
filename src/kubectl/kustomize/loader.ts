/** Reading files for a kustomization: only those in its own folder, and folders that are no ancestors. Mirrors api internal/loader/fileloader.go. */
import { KubectlError } from '../errors.ts';
import type { KubectlHost } from '../host.ts';
import { absolutePath } from '../paths.ts';
import { remoteError } from './limits.ts';
import { isRemote } from './remote.ts';

const isWithin = (folder: string, root: string): boolean =>
  root === '/' || folder === root || folder.startsWith(`${root}/`);

export class Loader {
  readonly #host: KubectlHost;
  readonly root: string;
  readonly #referrer: Loader | undefined;
  /** Whether files outside of `root` are refused. */
  readonly #restricted: boolean;

  private constructor(host: KubectlHost, root: string, restricted: boolean, referrer?: Loader) {
    this.#host = host;
    this.root = root;
    this.#restricted = restricted;
    this.#referrer = referrer;
  }

  /** At the folder the command names. */
  static at(host: KubectlHost, path: string, restricted: boolean): Loader {
    if (isRemote(path)) throw remoteError(path);
    return new Loader(host, confirmedFolder(host, path), restricted);
  }

  /** At a folder this kustomization names. */
  into(path: string): Loader {
    if (path === '') throw new KubectlError('new root cannot be empty');
    if (isRemote(path)) throw remoteError(path);
    if (path.startsWith('/')) throw new KubectlError(`new root '${path}' cannot be absolute`);
    const root = confirmedFolder(this.#host, absolutePath({ cwd: this.root }, path));
    for (let at: Loader | undefined = this; at; at = at.#referrer)
      if (isWithin(at.root, root))
        throw new KubectlError(
          `cycle detected: candidate root '${root}' contains visited root '${at.root}'`,
        );
    return new Loader(this.#host, root, this.#restricted, this);
  }

  /** The text of a file. */
  load(path: string): string {
    if (/^https?:/.test(path)) throw remoteError(path);
    const at = absolutePath({ cwd: this.root }, path);
    if (!this.#restricted) return this.#read(at);
    const stat = this.#host.files.stat(at);
    if (!stat) throw new KubectlError(missing(this.#host, at, at));
    if (stat.kind === 'folder') throw new KubectlError(`'${at}' must resolve to a file`);
    const folder = at.slice(0, at.lastIndexOf('/')) || '/';
    if (!isWithin(folder, this.root))
      throw new KubectlError(`security; file '${at}' is not in or below '${this.root}'`);
    return this.#read(at);
  }

  #read(path: string): string {
    const stat = this.#host.files.stat(path);
    if (!stat) throw new KubectlError(`open ${path}: no such file or directory`);
    if (stat.kind === 'folder') throw new KubectlError(`read ${path}: is a directory`);
    return this.#host.files.read(path);
  }
}

/** `lstat` names the first part of the path that isn't there, or is no folder. */
function missing(host: KubectlHost, shown: string, path: string): string {
  const parts = path.split('/').slice(1);
  let at = '';
  for (const part of parts) {
    const before = host.files.stat(at || '/');
    at += `/${part}`;
    if (before?.kind === 'file')
      return `evalsymlink failure on '${shown}' : lstat ${at}: not a directory`;
    if (!host.files.stat(at)) break;
  }
  return `evalsymlink failure on '${shown}' : lstat ${at}: no such file or directory`;
}

function confirmedFolder(host: KubectlHost, path: string): string {
  const head = 'must build at directory: ';
  if (path === '') throw new KubectlError(`${head}directory path cannot be empty`);
  const at = absolutePath(host, path);
  const stat = host.files.stat(at);
  if (!stat) throw new KubectlError(`${head}not a valid directory: ${missing(host, path, at)}`);
  if (stat.kind === 'file') throw new KubectlError(`${head}'${path}': file is not directory`);
  return at;
}
