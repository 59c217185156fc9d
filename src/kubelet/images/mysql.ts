/** mysql: a database that refuses to start without a password. */
import type { Image } from './image.ts';

export const mysql: Image = {
  repository: 'docker.io/library/mysql',
  tags: ['8', '8.4', 'latest'],
  sizeBytes: () => 232_401_904,
  ports: [3306],
  programs: ['mysqld'],
  hasShell: true,
  memoryBytes: 367001600,
  behaviour: (env) =>
    env['MYSQL_ROOT_PASSWORD'] ||
    env['MYSQL_ALLOW_EMPTY_PASSWORD'] ||
    env['MYSQL_RANDOM_ROOT_PASSWORD']
      ? { kind: 'serves', stopExitCode: 0 }
      : { kind: 'ends', exitCode: 1 },
  banner: ['[System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections. port: 3306'],
};
