/** The images that exist, in the order of the catalogue. Adding one: its file, and its name here. */
import { type ImageName, printImageName } from '../image-name.ts';
import { agnhost } from './agnhost.ts';
import { alpine } from './alpine.ts';
import { busybox } from './busybox.ts';
import { helloApp, oldHelloApp } from './hello-app.ts';
import { hpaExample } from './hpa-example.ts';
import { httpEcho } from './http-echo.ts';
import { httpd } from './httpd.ts';
import { type Image, type PulledImage, pulledImage } from './image.ts';
import { memcached } from './memcached.ts';
import { mysql } from './mysql.ts';
import { nginx } from './nginx.ts';
import { pause } from './pause.ts';
import { perl } from './perl.ts';
import { postgres } from './postgres.ts';
import { redis } from './redis.ts';
import { stress, stressNg, vishStress } from './stress.ts';
import { ubuntu } from './ubuntu.ts';
import { echoServer, whoami } from './whoami.ts';

export const images: readonly Image[] = [
  nginx,
  redis,
  busybox,
  httpd,
  hpaExample,
  postgres,
  mysql,
  memcached,
  ubuntu,
  alpine,
  perl,
  pause,
  agnhost,
  stress,
  stressNg,
  vishStress,
  httpEcho,
  whoami,
  echoServer,
  helloApp,
  oldHelloApp,
];

const byRepository = new Map(images.map((image) => [image.repository, image]));
const pulled = new Map<string, PulledImage>();

/** What the world's registries have under a name, or undefined. */
export function findImage(name: ImageName): PulledImage | undefined {
  const key = printImageName(name);
  const known = pulled.get(key);
  if (known) return known;
  const image = byRepository.get(`${name.registry}/${name.path}`);
  const tag = image?.tags.find((candidate) =>
    name.digest
      ? pulledImage(image, candidate).digest.endsWith(`@${name.digest}`)
      : candidate === name.tag,
  );
  if (!image || tag === undefined) return undefined;
  const found = pulledImage(image, tag);
  pulled.set(key, found);
  return found;
}
