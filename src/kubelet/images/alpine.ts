/** alpine: a small Linux; without a command its shell ends at once. */
import { busybox } from './busybox.ts';
import type { Image } from './image.ts';

export const alpine: Image = {
  ...busybox,
  repository: 'docker.io/library/alpine',
  tags: ['3.20', '3.21', '3.22', 'latest'],
  sizeBytes: () => 3_642_247,
  digests: {},
};
