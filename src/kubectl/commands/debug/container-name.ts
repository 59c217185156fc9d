/** Names that kubectl gives what it makes for debugging: `debugger-x7k2p`. Mirrors apimachinery pkg/util/rand String. */
import { fnv32a } from '#apimachinery/hash.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import { containersOf } from '../pod-containers.ts';

/** Letters that spell no word. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const LENGTH = 5;

/**
 * Five letters. Differs: drawn from what is debugged and the time rather than from dice, so that a session replays.
 */
export function nameSuffix({ host }: CommandContext, about: string): string {
  let rest = fnv32a(`${about}/${host.clock.now()}`);
  let text = '';
  for (let at = 0; at < LENGTH; at += 1) {
    text += LETTERS[rest % LETTERS.length] ?? '';
    rest = Math.floor(rest / LETTERS.length);
  }
  return text;
}

/** The name asked for, or a new one, which is told. */
export async function debugContainerName(context: CommandContext, pod: Pod): Promise<string> {
  const { flags, out } = context;
  const asked = flags.string('container');
  if (asked) return asked;
  const taken = new Set(containersOf(pod).map(({ name }) => name));
  const { uid, resourceVersion } = pod.metadata;
  let name = '';
  for (let tries = 0; name === '' || taken.has(name); tries += 1)
    name = `debugger-${nameSuffix(context, `${uid}/${resourceVersion}/${tries}`)}`;
  if (!flags.bool('quiet')) await out(`Defaulting debug container name to ${name}.\n`);
  return name;
}
