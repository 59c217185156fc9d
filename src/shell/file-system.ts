/** The learner's files, in memory: absolute POSIX paths, text only, synchronous. */

/** A refusal in libc's words: `No such file or directory`, `Is a directory`, … */
export class FileError extends Error {
  override name = 'FileError';
  readonly code: 'ENOENT' | 'EISDIR' | 'ENOTDIR' | 'EEXIST' | 'ENOTEMPTY' | 'EACCES' | 'EINVAL';
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
}

export interface FileSystem {
  /** The text of a file. */
  read(path: string): string;
  /** Creates or replaces. The folder must exist. */
  write(path: string, text: string): void;
  append(path: string, text: string): void;
  stat(path: string): FileStat | undefined;
  /** Names in a folder, sorted. */
  list(path: string): readonly string[];
  makeFolder(path: string, options?: { parents?: boolean }): void;
  /** Removes a file, an empty folder, or with `recursive` anything. */
  remove(path: string, options?: { recursive?: boolean }): void;
  rename(from: string, to: string): void;
  chmod(path: string, mode: number): void;
  /** Called after every change, with the path. */
  onChange(listener: (path: string) => void): () => void;
}
