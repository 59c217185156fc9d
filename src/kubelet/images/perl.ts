/** perl: the image of the Job example in every tutorial; `perl -Mbignum=bpi -wle 'print bpi(N)'` prints π. */
import { busybox } from './busybox.ts';
import type { Image } from './image.ts';

export const perl: Image = {
  ...busybox,
  repository: 'docker.io/library/perl',
  tags: ['5.34.0', '5.34', '5.40', 'latest'],
  sizeBytes: () => 336_374_010,
  digests: {},
};
