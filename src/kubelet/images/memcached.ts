/** memcached: a cache that runs until told to stop, and says nothing. */
import { type Image, servesUntilStopped } from './image.ts';

export const memcached: Image = {
  repository: 'docker.io/library/memcached',
  tags: ['1.6', 'latest', 'alpine'],
  sizeBytes: () => 29_301_445,
  ports: [11211],
  programs: ['memcached'],
  hasShell: true,
  memoryBytes: 2097152,
  behaviour: servesUntilStopped(),
  banner: [],
};
