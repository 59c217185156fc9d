/** busybox: a shell and its tools; without a command it ends at once. */
import type { Image } from './image.ts';

export const busybox: Image = {
  repository: 'docker.io/library/busybox',
  tags: ['1.28', '1.36', 'latest'],
  sizeBytes: () => 2_156_062,
  digests: { '1.36': '76056f1b74b0f4bc25a9a582574df73e64e67bf0d3f21a630947e76f596b3f5d' },
  ports: [],
  programs: [],
  hasShell: true,
  behaviour: () => ({ kind: 'ends', exitCode: 0 }),
  banner: [],
};
