/** The learner's files, in memory: absolute POSIX paths, text only, synchronous. */

/** A refusal in libc's words: `No such file or directory`, `Is a directory`, … */
export class FileError extends Error {
  override name = 'FileError';
  readonly code:
    | 'ENOENT'
    | 'EISDIR'
    | 'ENOTDIR'
    | 'EEXIST'
    | 'ENOTEMPTY'
    | 'EACCES'
    | 'EINVAL'
    | 'ELOOP';
  readonly path: string;

  constructor(code: FileError['code'], path: string, message: string) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  /** Bytes of UTF-8; 4096 for a folder. */
  readonly size: number;
  readonly modifiedMs: number;
  /** Permission bits: 0o644. */
  readonly mode: number;
  /** How many names it has. */
  readonly links: number;
  /** The same for two names of one file. */
  readonly id: number;
}

/** What stands under a name itself: a symbolic link is told of, not what it leads to. */
export type EntryStat = Omit<FileStat, 'kind'> & { readonly kind: FileStat['kind'] | 'link' };

export interface FileSystem {
  /** The text of a file. */
  read(path: string): string;
  /** Creates or replaces. The folder must exist. */
  write(path: string, text: string): void;
  append(path: string, text: string): void;
  /** What a path leads to, links followed. */
  stat(path: string): FileStat | undefined;
  entry(path: string): EntryStat | undefined;
  /** Names in a folder, sorted. */
  list(path: string): readonly string[];
  makeFolder(path: string, options?: { parents?: boolean }): void;
  /** Removes a file, an empty folder, or with `recursive` anything. */
  remove(path: string, options?: { recursive?: boolean }): void;
  rename(from: string, to: string): void;
  chmod(path: string, mode: number): void;
  /** Says when it was last changed. */
  setModified(path: string, ms: number): void;
  /** Makes a symbolic link at `path`. */
  makeLink(target: string, path: string): void;
  /** Gives a file another name. */
  addName(from: string, to: string): void;
  /** Where a symbolic link leads; undefined when it isn't one. */
  linkTarget(path: string): string | undefined;
  /** The path without symbolic links; what doesn't exist is kept as it is. */
  realPath(path: string): string;
  /** Bits that new files and folders don't get. */
  umask: number;
  /** Called after every change, with the path. */
  onChange(listener: (path: string) => void): () => void;
}
