/** `kubectl debug`: finds its target, and says that there are no debugging containers. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, notSimulatedError } from '../errors.ts';
import { isImageName } from './image-name.ts';
import { findTarget } from './remote-target.ts';

/** Mirrors kubectl pkg/cmd/debug/debug.go Validate. */
function validate({ args, argsBeforeDash, flags }: CommandContext): readonly string[] {
  const targets = argsBeforeDash < 0 ? args : args.slice(0, argsBeforeDash);
  const image = flags.string('image');
  if (flags.string('copy-to')) {
    if (!image && flags.list('set-image').length === 0 && argsBeforeDash < 0)
      throw new KubectlError('you must specify --image, --set-image or command arguments.');
  } else {
    for (const name of ['replace', 'same-node'])
      if (flags.bool(name)) throw new KubectlError(`--${name} may only be used with --copy-to.`);
    if (flags.list('set-image').length > 0)
      throw new KubectlError('--set-image may only be used with --copy-to.');
    if (!image) throw new KubectlError('you must specify --image when not using --copy-to.');
  }
  if (image && !isImageName(image))
    throw new KubectlError(`invalid image name ${JSON.stringify(image)}: invalid reference format`);
  if (targets.length === 0) throw new KubectlError('NAME or filename is required for debug');
  if (flags.bool('tty') && !flags.bool('stdin'))
    throw new KubectlError('-i/--stdin is required for containers with -t/--tty=true');
  return targets;
}

async function run(context: CommandContext): Promise<undefined> {
  for (const target of validate(context)) await findTarget(context, [target]);
  throw notSimulatedError('debugging containers');
}

export const debug: Command = {
  name: 'debug',
  group: 'Troubleshooting and Debugging Commands',
  use: 'debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  long: `Debugs cluster resources with containers of their own.

This build finds the resource, but has no debugging containers.`,
  flags: [
    { name: 'container', short: 'c', type: 'string', help: 'Name of the debugging container.' },
    { name: 'copy-to', type: 'string', help: 'Makes a copy of the pod with this name.' },
    { name: 'image', type: 'string', help: 'Image of the debugging container.' },
    { name: 'replace', type: 'bool', help: 'With --copy-to: deletes the original pod.' },
    { name: 'same-node', type: 'bool', help: 'With --copy-to: puts the copy on the same node.' },
    {
      name: 'set-image',
      type: 'stringSlice',
      default: '[]',
      help: 'With --copy-to: other images of containers.',
    },
    {
      name: 'share-processes',
      type: 'bool',
      default: 'true',
      help: 'With --copy-to: containers see each other’s processes.',
    },
    { name: 'stdin', short: 'i', type: 'bool', help: 'Keeps standard input open.' },
    { name: 'target', type: 'string', help: 'The container whose processes to see.' },
    { name: 'tty', short: 't', type: 'bool', help: 'Gives the container a terminal.' },
    { name: 'profile', type: 'string', default: "'general'", help: 'Kind of debugging.' },
  ],
  run,
};
