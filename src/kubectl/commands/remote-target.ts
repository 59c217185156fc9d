/** The pod that `exec`, `attach`, `cp`, `port-forward` and `debug` name: looked for as kubectl does, before it is said what is missing. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { Flag } from '../flags.ts';
import { readInfos } from '../resource-args.ts';

/** `web`, `pod/web`, `deploy/web`: the object, which must be there. */
export async function findTarget(
  context: CommandContext,
  words: readonly string[],
): Promise<KubeObject> {
  const [word = ''] = words;
  const args = words.length > 1 || word.includes('/') ? words : ['pods', word];
  const [info] = (await readInfos(context, { args })).infos;
  if (!info) throw new KubectlError(`pods ${JSON.stringify(word)} not found`);
  return info.object;
}

/** The phase of a pod; "" for what is none. */
export const phaseOf = (object: KubeObject): string => {
  const { kind, status } = object as KubeObject & { readonly status?: { readonly phase?: string } };
  return kind === 'Pod' ? (status?.phase ?? '') : '';
};

/** `cannot exec into a container in a completed pod; current phase is Succeeded` */
export function refuseCompleted(object: KubeObject, verb: string): void {
  const phase = phaseOf(object);
  if (phase === 'Succeeded' || phase === 'Failed')
    throw new KubectlError(
      `cannot ${verb} a container in a completed pod; current phase is ${phase}`,
    );
}

/** Flags of `exec` and `attach`. */
export const streamFlags: readonly Flag[] = [
  { name: 'container', short: 'c', type: 'string', help: 'The container.' },
  {
    name: 'pod-running-timeout',
    type: 'duration',
    default: '1m0s',
    help: 'How long to wait for a running pod.',
  },
  { name: 'quiet', short: 'q', type: 'bool', help: 'Only prints what the container prints.' },
  { name: 'stdin', short: 'i', type: 'bool', help: 'Passes standard input to the container.' },
  { name: 'tty', short: 't', type: 'bool', help: 'Standard input is a terminal.' },
];
