/** Programs that look at files and move them about. */
import { printTime } from '#apimachinery/time.ts';
import { filesBelow, folderMark, isFile, isFolder, namesIn, pathOf } from '../paths.ts';
import type { World } from '../world.ts';
import { type Programs, splitOptions, type Tool } from './tool.ts';

const touch: Tool = (args, world) => {
  for (const path of splitOptions(args).rest) {
    const at = pathOf(path, world);
    if (!isFolder(at, world)) world.files.set(at, world.files.get(at) ?? '');
  }
  return 0;
};

const rm: Tool = (args, world) => {
  const { letters, rest } = splitOptions(args);
  let status = 0;
  for (const path of rest) {
    const at = pathOf(path, world);
    const below = filesBelow(at, world);
    const isRecursive = /[rR]/.test(letters);
    for (const file of isRecursive ? below : []) world.files.delete(file);
    const isGone = world.files.delete(at) || (isRecursive && below.length > 0);
    if (isGone || letters.includes('f')) continue;
    const why = isFolder(at, world) ? 'Is a directory' : 'No such file or directory';
    world.printError(`rm: cannot remove '${path}': ${why}\n`);
    status = 1;
  }
  return status;
};

const mkdir: Tool = (args, world) => {
  const { letters, rest } = splitOptions(args);
  let status = 0;
  for (const path of rest) {
    const at = pathOf(path, world);
    if (!isFolder(at, world) && !isFile(at, world)) world.files.set(folderMark(at), '');
    else if (!letters.includes('p')) {
      world.printError(`mkdir: cannot create directory '${path}': File exists\n`);
      status = 1;
    }
  }
  return status;
};

/** One line of `ls -l`; sizes and times are as true as the simulation has them. */
function longLine(path: string, name: string, world: World): string {
  const day = printTime(world.now()).slice(0, 10);
  if (isFolder(path, world)) return `drwxr-xr-x    2 root     root          4096 ${day} ${name}\n`;
  const size = String((world.files.get(path) ?? '').length).padStart(9);
  return `-rw-r--r--    1 root     root     ${size} ${day} ${name}\n`;
}

function listFolder(path: string, letters: string, world: World): void {
  const names = namesIn(path, world).filter((name) => /[aA]/.test(letters) || name[0] !== '.');
  for (const name of names) {
    const at = path === '/' ? `/${name}` : `${path}/${name}`;
    world.print(letters.includes('l') ? longLine(at, name, world) : `${name}\n`);
  }
}

const ls: Tool = (args, world) => {
  const { letters, rest } = splitOptions(args);
  const paths = rest.length > 0 ? rest : ['.'];
  let status = 0;
  for (const path of paths) {
    const at = pathOf(path, world);
    if (isFolder(at, world) && !letters.includes('d')) {
      if (paths.length > 1) world.print(`${path}:\n`);
      listFolder(at, letters, world);
    } else if (isFile(at, world) || isFolder(at, world)) {
      world.print(letters.includes('l') ? longLine(at, path, world) : `${path}\n`);
    } else {
      const isBusybox = world.has?.('bash') === false;
      const said = isBusybox ? `ls: ${path}` : `ls: cannot access '${path}'`;
      world.printError(`${said}: No such file or directory\n`);
      status = isBusybox ? 1 : 2;
    }
  }
  return status;
};

const cd: Tool = ([path = '/root'], world) => {
  const at = pathOf(path, world);
  if (!isFolder(at, world)) {
    world.printError(`sh: cd: can't cd to ${path}: No such file or directory\n`);
    return 2;
  }
  world.env.set('PWD', at);
  return 0;
};

const pwd: Tool = (_args, world) => {
  world.print(`${world.env.get('PWD') ?? '/'}\n`);
  return 0;
};

/** Copies a file; into a folder under its own name. Gives whether there was one. */
function copy(from: string, to: string, world: World): boolean {
  const text = world.files.get(from);
  if (text === undefined || !isFile(from, world)) return false;
  const name = from.split('/').at(-1) ?? '';
  world.files.set(isFolder(to, world) ? `${to === '/' ? '' : to}/${name}` : to, text);
  return true;
}

const transfer =
  (name: string, keeps: boolean): Tool =>
  (args, world) => {
    const { rest } = splitOptions(args);
    const to = pathOf(rest.at(-1) ?? '', world);
    let status = 0;
    for (const path of rest.slice(0, -1)) {
      const from = pathOf(path, world);
      if (!copy(from, to, world)) {
        world.printError(`${name}: can't stat '${path}': No such file or directory\n`);
        status = 1;
      } else if (!keeps) world.files.delete(from);
    }
    return status;
  };

export const filePrograms: Programs = [
  ['touch', touch],
  ['rm', rm],
  ['mkdir', mkdir],
  ['ls', ls],
  ['cd', cd],
  ['pwd', pwd],
  ['cp', transfer('cp', true)],
  ['mv', transfer('mv', false)],
];
