/** tar: what `kubectl cp` runs inside the container. */

import { packTar, type TarEntry, unpackTar } from '#apimachinery/tar.ts';
import { readAll } from '../input.ts';
import { filesBelow, folderMark, isFile, isFolder, pathOf } from '../paths.ts';
import type { Run, World } from '../world.ts';
import type { Programs, Tool } from './tool.ts';

interface TarArguments {
  readonly mode: 'c' | 'x' | 't' | '';
  /** "-" is standard input or output. */
  readonly archive: string;
  readonly folder: string;
  readonly paths: readonly string[];
}

/** `tar xmf - -C /tmp`, `tar cf - /etc/motd` */
function parseArguments(args: readonly string[]): TarArguments {
  let [letters, archive, folder] = ['', '-', ''];
  const paths: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '-C') {
      at += 1;
      folder = args[at] ?? '';
    } else if (arg.startsWith('--')) continue;
    else if (arg === '-') continue;
    else if (at === 0 || arg.startsWith('-')) {
      letters += arg.replace(/^-/, '');
      if (arg.endsWith('f')) {
        at += 1;
        archive = args[at] ?? '-';
      }
    } else paths.push(arg);
  }
  const mode = (['c', 'x', 't'] as const).find((one) => letters.includes(one)) ?? '';
  return { mode, archive, folder, paths };
}

/** A path with all that is below it, as tar names it: without the first slash. */
function entriesOf(path: string, base: string, world: World): readonly TarEntry[] | undefined {
  const at = pathOf(base ? `${base}/${path}` : path, world);
  const name = path.replace(/^\/+/, '');
  if (isFile(at, world)) return [{ path: name, text: world.files.get(at) ?? '' }];
  if (!isFolder(at, world)) return undefined;
  const below = filesBelow(at, world).map((file) => ({
    path: `${name}${file.slice(at === '/' ? 0 : at.length)}`,
    text: world.files.get(file) ?? '',
  }));
  return [{ path: folderMark(name), text: '' }, ...below];
}

function create({ archive, folder, paths }: TarArguments, world: World): number {
  const entries: TarEntry[] = [];
  let status = 0;
  if (paths.some((path) => path.startsWith('/'))) {
    world.printError("tar: Removing leading `/' from member names\n");
  }
  for (const path of paths) {
    const found = entriesOf(path, folder, world);
    if (found) entries.push(...found);
    else {
      world.printError(`tar: ${path}: Cannot stat: No such file or directory\n`);
      status = 2;
    }
  }
  if (status !== 0) world.printError('tar: Exiting with failure status due to previous errors\n');
  const text = packTar(entries, world.now());
  if (archive === '-') world.print(text);
  else world.files.set(pathOf(archive, world), text);
  return status;
}

function extract({ folder, mode }: TarArguments, text: string, world: World): number {
  const entries = unpackTar(text);
  if (!entries) {
    world.printError('tar: This does not look like a tar archive\n');
    world.printError('tar: Exiting with failure status due to previous errors\n');
    return 2;
  }
  for (const entry of entries) {
    if (mode === 't') world.print(`${entry.path}\n`);
    else {
      const at = pathOf(`${folder || '.'}/${entry.path}`, world);
      if (entry.path.endsWith('/')) world.files.set(folderMark(at), '');
      else world.files.set(at, entry.text);
    }
  }
  return 0;
}

function* read(given: TarArguments, world: World, piped: string): Run {
  const { archive, folder } = given;
  if (folder && !isFolder(pathOf(folder, world), world)) {
    world.printError(`tar: ${folder}: Cannot open: No such file or directory\n`);
    world.printError('tar: Error is not recoverable: exiting now\n');
    return 2;
  }
  const fromInput = world.input ? yield* readAll(world.input) : piped;
  const text = archive === '-' ? fromInput : (world.files.get(pathOf(archive, world)) ?? '');
  return extract(given, text, world);
}

const tar: Tool = (args, world, input) => {
  const given = parseArguments(args);
  if (given.mode === 'c') return create(given, world);
  if (given.mode !== '') return read(given, world, input);
  world.printError(
    "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\n",
  );
  return 2;
};

export const archivePrograms: Programs = [['tar', tar]];
