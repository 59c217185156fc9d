/** Network programs inside a container: curl and wget of the house, over what the pod can reach. */
import { curl } from '#web/curl/index.ts';
import { nc } from '#web/nc.ts';
import { ping } from '#web/ping.ts';
import { type Reply, type WebHost, type WebProgram, within } from '#web/program.ts';
import { busyboxWget } from '#web/wget/busybox.ts';
import { wget } from '#web/wget/gnu.ts';
import { isFolder, pathOf } from '../paths.ts';
import type { Run, World } from '../world.ts';
import type { Programs, Tool } from './tool.ts';

const parentOf = (path: string): string => path.replace(/\/[^/]*$/, '') || '/';

function hostOf(args: readonly string[], world: World): WebHost {
  return {
    args,
    print: world.print,
    printError: world.printError,
    readFile: (path) => world.files.get(pathOf(path, world)),
    exists: (path) => world.files.has(pathOf(path, world)),
    saveFile: (path, text) => {
      const full = pathOf(path, world);
      if (isFolder(full, world)) return 'Is a directory';
      if (path.includes('/') && !isFolder(parentOf(full), world))
        return 'No such file or directory';
      world.files.set(full, text);
      return undefined;
    },
    now: world.now,
    resolve: (name) => {
      if (/^\d+(\.\d+){3}$/.test(name)) return [name];
      const address = world.resolve(name);
      return address === undefined ? [] : [address];
    },
    stdoutIsTerminal: world.isTerminal === true,
    stderrIsTerminal: world.isTerminal === true,
  };
}

/** Runs a program: what takes time is waited for, the rest happens at once. */
function* drive(program: WebProgram, host: WebHost, world: World, input: string): Run {
  const run = program(host);
  let reply: Reply;
  for (;;) {
    const { done, value } = run.next(reply);
    if (done) return value;
    reply = undefined;
    if (value.do === 'wait') yield value.ms;
    else if (value.do === 'input') reply = input;
    else if (value.do === 'ask') {
      const exchange = world.exchange?.(value.request) ?? { kind: 'unresolved', tookMs: 0 };
      reply = within(exchange, value.patience);
      if (reply.tookMs > 0) yield reply.tookMs;
    }
  }
}

const asTool =
  (choose: (world: World) => WebProgram): Tool =>
  (args, world, input) =>
    drive(choose(world), hostOf(args, world), world, input);

/** Images with bash have GNU's wget, the others busybox'. */
const wgetOf = (world: World): WebProgram => (world.has?.('bash') ? wget : busyboxWget);

export const networkPrograms: Programs = [
  ['curl', asTool(() => curl)],
  ['wget', asTool(wgetOf)],
  ['nc', asTool(() => nc)],
  ['ping', asTool(() => ping)],
];
