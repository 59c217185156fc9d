/** ubuntu: a Linux; without a command its shell ends at once. */
import { busybox } from './busybox.ts';
import type { Image } from './image.ts';

export const ubuntu: Image = {
  ...busybox,
  repository: 'docker.io/library/ubuntu',
  tags: ['20.04', '22.04', '24.04', 'latest'],
  sizeBytes: () => 29_746_201,
  digests: {},
};
