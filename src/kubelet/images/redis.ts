/** redis: a key-value store that runs until told to stop. */
import { type Image, servesUntilStopped } from './image.ts';

export const redis: Image = {
  repository: 'docker.io/library/redis',
  tags: ['6', '7', 'latest'],
  sizeBytes: (tag) => (tag === '6' ? 39_812_310 : 45_006_722),
  ports: [6379],
  programs: ['redis-server'],
  hasShell: true,
  memoryBytes: 5242880,
  behaviour: servesUntilStopped(),
  banner: [
    '1:C # oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo',
    '1:M * Ready to accept connections',
  ],
};
