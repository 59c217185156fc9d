/** Attaching to a container of a pod: the terminal agreed on, the notice, the streams, and what is said at the end. Mirrors kubectl pkg/cmd/attach/attach.go Run. */
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { checkEnd, runRemote } from '../remote-command.ts';
import { containersOf } from './pod-containers.ts';
import { chooseContainer } from './remote-target.ts';

const NOTICE = `All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
`;

/** Whether the container has a terminal of its own. */
function allocatedTty({ spec }: Pod, name: string): boolean {
  const all = [
    ...spec.containers,
    ...(spec.initContainers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ];
  return all.find((one) => one.name === name)?.tty ?? false;
}

/** Whether keys go to the container as they are typed: asked for or not, when its terminal and ours are ones. */
async function isRaw(context: CommandContext, pod: Pod, name: string): Promise<boolean> {
  const { flags, err, host } = context;
  const has = allocatedTty(pod, name);
  const isQuiet = flags.bool('quiet');
  if (flags.bool('tty') && !has && !isQuiet)
    await err(`error: Unable to use a TTY - container ${name} did not allocate one\n`);
  if (!has || !flags.bool('stdin')) return false;
  if (host.stdout.isTerminal) return true;
  if (!isQuiet)
    await err('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  return false;
}

/** What is said when a session at a terminal is over. */
function farewell(pod: Pod, name: string): string {
  if (pod.spec.restartPolicy !== 'Always') return '';
  const resume = `'kubectl attach ${pod.metadata.name} -c ${name} -i -t'`;
  const isVisitor = pod.spec.ephemeralContainers?.some((one) => one.name === name) ?? false;
  return isVisitor
    ? `Session ended, the ephemeral container will not be restarted but may be reattached using ${resume} if it is still running\n`
    : `Session ended, resume using ${resume} command when the pod is running\n`;
}

/** Attaches to what already runs: what it prints from now on, and what it is to read. */
export async function attachTo(context: CommandContext, pod: Pod, named: string): Promise<void> {
  const { flags, host, out, err } = context;
  const container = await chooseContainer(context, pod, named, flags.bool('quiet'));
  if (!containersOf(pod).some(({ name }) => name === container))
    throw new KubectlError(
      `cannot attach to the container: container ${container} not found in pod ${pod.metadata.name}`,
    );
  const tty = await isRaw(context, pod, container);
  if (!flags.bool('quiet')) await err(NOTICE);
  const input = flags.bool('stdin') ? { input: () => host.stdin.read() } : {};
  const verb = 'attach';
  checkEnd(
    await runRemote(context, { pod, verb, container, command: [], tty, ...input, out, err }),
  );
  const words = tty && !flags.bool('quiet') ? farewell(pod, container) : '';
  if (words) await out(words);
}
