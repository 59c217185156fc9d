/** postgres: a database that refuses to start without a password. */
import type { Image } from './image.ts';

export const postgres: Image = {
  repository: 'docker.io/library/postgres',
  tags: ['16', 'latest'],
  sizeBytes: () => 149_872_213,
  ports: [5432],
  programs: ['postgres'],
  hasShell: true,
  memoryBytes: 31457280,
  behaviour: (env) =>
    env['POSTGRES_PASSWORD'] || env['POSTGRES_HOST_AUTH_METHOD'] === 'trust'
      ? { kind: 'serves', stopExitCode: 0 }
      : { kind: 'ends', exitCode: 1 },
  banner: ['LOG:  database system is ready to accept connections'],
};
/** What postgres says when it has no password. */
export const POSTGRES_REFUSAL: readonly string[] = [
  'Error: Database is uninitialized and superuser password is not specified.',
  '       You must specify POSTGRES_PASSWORD to a non-empty value for the',
  '       superuser. For example, "-e POSTGRES_PASSWORD=password" on "docker run".',
];
