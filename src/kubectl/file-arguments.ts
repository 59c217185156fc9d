/** The files `-f` names: one, a folder, a pattern, `-`. Mirrors cli-runtime pkg/resource builder.go FilenameParam and Path. */
import { KubectlError, notSimulatedError } from './errors.ts';
import { BadPattern, expandGlob } from './glob.ts';
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
const isAddress = (name: string): boolean => /^https?:\/\//.test(name);

function expandPattern(host: KubectlHost, pattern: string): readonly string[] {
  if (host.files.stat(absolutePath(host, pattern))) return [pattern];
  try {
    const found = expandGlob(host, pattern);
    if (found.length > 0) return found;
  } catch (error) {
    if (!(error instanceof BadPattern)) throw error;
    throw new KubectlError(`pattern ${JSON.stringify(pattern)} is not valid: ${error.message}`);
  }
  throw new KubectlError(`the path ${JSON.stringify(pattern)} does not exist`);
}

/** Manifests under a folder, in order of name; folders in it only with `-R`. */
function filesIn(host: KubectlHost, folder: string, recursive: boolean): readonly string[] {
  const prefix = folder === '.' ? '' : `${folder.replace(/^\.\/+(?=.)/, '').replace(/\/+$/, '')}/`;
  return host.files.list(absolutePath(host, folder)).flatMap((name) => {
    const path = prefix + name;
    if (host.files.stat(absolutePath(host, path))?.kind === 'folder')
      return recursive ? filesIn(host, path, recursive) : [];
    return hasExtension(name) ? [path] : [];
  });
}

/** What is to be read, in order, and what is wrong with the names. */
interface Gathered {
  /** `-` is standard input. */
  readonly paths: readonly string[];
  readonly problems: readonly Error[];
  readonly hasFolder: boolean;
}

/** One name of `-f`: a path, or several by pattern; each a file or a folder. */
function visitorsOf(host: KubectlHost, name: string, recursive: boolean): readonly string[][] {
  if (name === '-') return [['-']];
  if (isAddress(name)) throw notSimulatedError('manifests from addresses (-f URL)');
  return expandPattern(host, name).map((path) =>
    host.files.stat(absolutePath(host, path))?.kind === 'folder'
      ? [...filesIn(host, path, recursive)]
      : [path],
  );
}

function gather(host: KubectlHost, names: readonly string[], recursive: boolean): Gathered {
  const paths: string[] = [];
  const problems: Error[] = [];
  let hasFolder = false;
  for (const name of names) {
    try {
      if (name === '-' && paths.includes('-'))
        problems.push(new KubectlError('standard input cannot be used for multiple arguments'));
      const found = visitorsOf(host, name, recursive);
      hasFolder ||= found.some((visitors) => visitors.length > 1);
      paths.push(...found.flat());
      if (paths.length === 0 && problems.length === 0) throw noManifests([name]);
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      problems.push(error);
    }
  }
  return { paths, problems, hasFolder };
}

/** What is wrong with the paths of `-f` before anything is read. */
export const pathProblems = (
  host: KubectlHost,
  names: readonly string[],
  recursive: boolean,
): readonly Error[] => gather(host, names, recursive).problems;

const noManifests = (paths: readonly string[]): KubectlError =>
  new KubectlError(
    `error reading [${paths.join(' ')}]: recognized file extensions are [.json .yaml .yml]`,
  );

/** Every manifest that `-f` names, read. */
export async function readFileArguments(
  host: KubectlHost,
  names: readonly string[],
  recursive: boolean,
): Promise<FileArguments> {
  const { paths, problems, hasFolder } = gather(host, names, recursive);
  const [problem] = problems;
  if (problem) throw problem;
  const sources: ManifestSource[] = [];
  for (const path of paths)
    sources.push(
      path === '-'
        ? { name: 'STDIN', text: await host.stdin.readAll() }
        : { name: path, text: host.files.read(absolutePath(host, path)) },
    );
  return { sources, many: hasFolder || paths.includes('-') };
}
