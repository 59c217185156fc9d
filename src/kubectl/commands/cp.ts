/** `kubectl cp`: finds the pod, and says that files cannot be copied. */
import type { Command, CommandContext } from '../command.ts';
import { KubectlError, notSimulatedError } from '../errors.ts';
import { findTarget } from './remote-target.ts';

interface FileSpec {
  /** "" for a file of one's own. */
  readonly pod: string;
  readonly file: string;
}

/** `ns/pod:/path` ⇒ its parts; `path` ⇒ a file of one's own. */
function parseFileSpec(text: string): FileSpec {
  const colon = text.indexOf(':');
  if (colon < 0) return { pod: '', file: text };
  const pieces = text.slice(0, colon).split('/');
  if (colon === 0 || pieces.length > 2)
    throw new KubectlError('filespec must match the canonical format: [[namespace/]pod:]file/path');
  return { pod: pieces.at(-1) ?? '', file: text.slice(colon + 1) };
}

async function run(context: CommandContext): Promise<undefined> {
  const { args } = context;
  if (args.length !== 2) throw new KubectlError('source and destination are required');
  const [source, target] = [parseFileSpec(args[0] ?? ''), parseFileSpec(args[1] ?? '')];
  if (source.pod && target.pod)
    throw new KubectlError('one of src or dest must be a local file specification');
  if (!source.file || !target.file) throw new KubectlError('filepath can not be empty');
  if (!source.pod && !target.pod)
    throw new KubectlError('one of src or dest must be a remote file specification');
  await findTarget(context, [source.pod || target.pod]);
  throw notSimulatedError('copying files to and from containers');
}

export const cp: Command = {
  name: 'cp',
  group: 'Troubleshooting and Debugging Commands',
  use: 'cp <file-spec-src> <file-spec-dest>',
  short: 'Copy files and directories to and from containers',
  long: `Copies files and folders to and from containers.

This build finds the pod, but its containers have no files.`,
  flags: [
    { name: 'container', short: 'c', type: 'string', help: 'The container.' },
    { name: 'no-preserve', type: 'bool', help: "Does not keep the files' owner and mode." },
    { name: 'retries', type: 'int', default: '0', help: 'How often to try again.' },
  ],
  run,
};
