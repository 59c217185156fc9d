/** What an image's own program answers when somebody runs it beside the server: its version, a check, a ping. */
import type { ContainerRun } from '../container.ts';
import type { World } from './world.ts';

type Own = (args: readonly string[], world: World, tag: string) => number;

const nginx: Own = ([option = ''], world, tag) => {
  const version = /^\d/.test(tag) ? tag : '1.29.4';
  if (option === '-v' || option === '-V') world.printError(`nginx version: nginx/${version}\n`);
  else if (option === '-t') {
    world.printError(
      'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
    );
  } else if (option !== '-s') {
    world.printError('nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n');
    return 1;
  }
  return 0;
};

const redisClient: Own = (args, world) => {
  const [command = '', ...rest] = args.filter((arg) => !arg.startsWith('-'));
  if (command.toLowerCase() !== 'ping') {
    world.print(`(error) ERR unknown command '${command}'\n`);
    return 1;
  }
  world.print(`${rest[0] ?? 'PONG'}\n`);
  return 0;
};

const BY_REPOSITORY: Readonly<Record<string, Readonly<Record<string, Own>>>> = {
  'docker.io/library/nginx': { nginx },
  'docker.io/library/redis': { 'redis-cli': redisClient },
};

/** The programs of a run's image, for `World.own`. */
export const ownPrograms =
  ({ image }: ContainerRun, tag: string): NonNullable<World['own']> =>
  (program, args, world) =>
    BY_REPOSITORY[image.image.repository]?.[program]?.(args, world, tag);

/** Whether an image brings a program of its own that can be run beside its server. */
export const hasOwnProgram = ({ image }: ContainerRun, program: string): boolean =>
  BY_REPOSITORY[image.image.repository]?.[program] !== undefined;
