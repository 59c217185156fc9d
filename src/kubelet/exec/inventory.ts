/** Which programs an image has, as far as people notice: bash, curl, ps and their like. */
import type { Image } from '../images/image.ts';

/** What images of Debian lack unless they bring it along. */
const DEBIAN_LACKS = ['wget', 'curl', 'nslookup', 'nc', 'ps', 'ip', 'ping', 'vi'];
/** What busybox and images of Alpine lack. */
const BUSYBOX_LACKS = ['bash', 'curl'];

const BROUGHT: Readonly<Record<string, readonly string[]>> = {
  'docker.io/library/nginx': ['curl'],
  'docker.io/library/perl': ['curl', 'wget', 'ps'],
  'docker.io/library/ubuntu': ['ps'],
};

const isBusybox = (repository: string, tag: string): boolean =>
  tag.includes('alpine') || /\/(busybox|alpine)$/.test(repository);

/** Says whether a program is there. agnhost has all; an image without a shell has only its own. */
export function inventoryOf(image: Image, tag: string): (program: string) => boolean {
  const { repository } = image;
  if (!image.hasShell) return () => false;
  if (repository.includes('agnhost')) return () => true;
  const lacks = isBusybox(repository, tag) ? BUSYBOX_LACKS : DEBIAN_LACKS;
  const brought = BROUGHT[repository] ?? (tag.includes('alpine') ? ['curl'] : []);
  return (program) => brought.includes(program) || !lacks.includes(program);
}
