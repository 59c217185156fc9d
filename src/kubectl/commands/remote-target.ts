/** The pod that `exec`, `attach`, `cp`, `port-forward` and `debug` name: looked for as kubectl does. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import type { Flag } from '../flags.ts';
import { readInfos } from '../resource-args.ts';
import { defaultContainer } from './pod-containers.ts';
import { podSelectorOf, podsOf } from './pod-selection.ts';

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

/** `web`, `deploy/web`, `svc/web`: the pod meant, the likeliest of several. Mirrors polymorphichelpers AttachablePodForObjectFn. */
export async function findPod(
  context: CommandContext,
  words: readonly string[],
  verb: string,
): Promise<Pod> {
  const object = await findTarget(context, words);
  if (object.kind === 'Pod') return object as Pod;
  let selector: string;
  try {
    selector = podSelectorOf(object);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`cannot ${verb} *v1.${object.kind}: ${error.message}`);
  }
  const timeoutMs = context.flags.durationMs('pod-running-timeout');
  const [pod] = await podsOf(context, object.metadata.namespace ?? '', selector, timeoutMs);
  if (!pod) throw new KubectlError('timed out waiting for the condition');
  return pod;
}

/** The container `named`, else the default one, which is said unless `isQuiet`. */
export async function chooseContainer(
  { err }: CommandContext,
  pod: Pod,
  named: string,
  isQuiet: boolean,
): Promise<string> {
  if (named) return named;
  const { name, notice } = defaultContainer(pod);
  if (notice && !isQuiet) await err(notice);
  return name;
}

/** What is typed, when `-i` asks for it, and whether a terminal is used. */
export async function terminalOf({ flags, host, err }: CommandContext): Promise<{
  readonly input?: () => Promise<string | undefined>;
  readonly tty: boolean;
}> {
  const tty = flags.bool('tty');
  if (!flags.bool('stdin')) return { tty };
  const input = (): Promise<string | undefined> => host.stdin.read();
  if (!tty || host.stdout.isTerminal) return { input, tty };
  if (!flags.bool('quiet'))
    await err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  return { input, tty: false };
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
