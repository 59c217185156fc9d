/** pause: does nothing, until told to stop. */
import { type Image, servesUntilStopped } from './image.ts';

export const pause: Image = {
  repository: 'registry.k8s.io/pause',
  tags: ['3.9', '3.10', '3.10.1', 'latest'],
  sizeBytes: () => 320_448,
  ports: [],
  programs: ['/pause'],
  hasShell: false,
  behaviour: servesUntilStopped(),
  banner: [],
};
