/** `kubectl cp`: files and folders through tar, as kubectl carries them. Mirrors kubectl pkg/cmd/cp. */
import { packTar, type TarEntry, unpackTar } from '#apimachinery/tar.ts';
import type { Pod } from '#resources/pod.ts';
import type { Command, CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { absolutePath } from '../paths.ts';
import { checkEnd, runRemote } from '../remote-command.ts';
import { chooseContainer, findTarget } from './remote-target.ts';

interface FileSpec {
  /** "" for a file of one's own. */
  readonly pod: string;
  readonly namespace: string;
  readonly file: string;
}

/** `ns/pod:/path` ⇒ its parts; `path` ⇒ a file of one's own. */
function parseFileSpec(text: string, ownNamespace: string): FileSpec {
  const colon = text.indexOf(':');
  if (colon < 0) return { pod: '', namespace: '', file: text };
  const pieces = text.slice(0, colon).split('/');
  if (colon === 0 || pieces.length > 2)
    throw new KubectlError('filespec must match the canonical format: [[namespace/]pod:]file/path');
  const [first = '', second] = pieces;
  const file = text.slice(colon + 1);
  if (second === undefined) return { pod: first, namespace: ownNamespace, file };
  return { pod: second, namespace: first, file };
}

const baseOf = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? '';
const folderOf = (path: string): string => {
  const cut = path.replace(/\/+$/, '').split('/').slice(0, -1).join('/');
  return cut || (path.startsWith('/') ? '/' : '');
};

interface Remote {
  readonly context: CommandContext;
  readonly pod: Pod;
  readonly container: string;
}

const silent = async (): Promise<void> => undefined;

/** Runs a command in the pod for its output. */
async function runThere(
  { context, pod, container }: Remote,
  command: readonly string[],
  options: { readonly input?: string; out?(text: string): Promise<void>; quiet?: boolean } = {},
) {
  let input: string | undefined = options.input;
  const next = async (): Promise<string | undefined> => {
    const text = input;
    input = undefined;
    return text;
  };
  return runRemote(context, {
    pod,
    verb: 'exec',
    container,
    command,
    tty: false,
    ...(options.input === undefined ? {} : { input: next }),
    out: options.out ?? context.out,
    err: options.quiet ? silent : context.err,
  });
}

/** A file or folder here, under the name it gets there. */
function localEntries({ host }: CommandContext, path: string, name: string): readonly TarEntry[] {
  const { files } = host;
  if (files.stat(path)?.kind === 'file') return [{ path: name, text: files.read(path) }];
  const below = files.list(path).flatMap((child) => {
    return localEntries({ host } as CommandContext, `${path}/${child}`, `${name}/${child}`);
  });
  return [{ path: `${name}/`, text: '' }, ...below];
}

async function copyToPod(remote: Remote, source: string, target: string): Promise<void> {
  const { context } = remote;
  const path = absolutePath(context.host, source);
  if (!context.host.files.stat(path))
    throw new KubectlError(`${source} doesn't exist in local filesystem`);
  const isFolder = await runThere(remote, ['test', '-d', target], { out: silent, quiet: true });
  const place =
    isFolder.status === 'Success' ? `${target.replace(/\/+$/, '')}/${baseOf(source)}` : target;
  const entries = localEntries(context, path, baseOf(place));
  const folder = folderOf(place);
  const preserve = context.flags.bool('no-preserve')
    ? ['--no-same-permissions', '--no-same-owner']
    : [];
  const command = ['tar', ...preserve, '-xmf', '-', ...(folder ? ['-C', folder] : [])];
  const input = packTar(entries, context.host.clock.now());
  checkEnd(await runThere(remote, command, { input }));
}

/** Where an entry goes here: below the target, without the path it had there. */
function placeOf(entry: string, prefix: string, target: string): string {
  const rest = entry.slice(prefix.length).replace(/^\/+|\/+$/g, '');
  return rest ? `${target}/${rest}` : target;
}

function writeEntries(
  { host }: CommandContext,
  entries: readonly TarEntry[],
  prefix: string,
  target: string,
): void {
  const { files } = host;
  for (const { path, text } of entries) {
    const place = placeOf(path, prefix, target);
    if (path.endsWith('/')) files.makeFolder(place, { parents: true });
    else {
      files.makeFolder(folderOf(place) || '/', { parents: true });
      files.write(place, text);
    }
  }
}

async function copyFromPod(remote: Remote, source: string, target: string): Promise<void> {
  const { context } = remote;
  let archive = '';
  const status = await runThere(remote, ['tar', 'cf', '-', source], {
    out: async (text) => {
      archive += text;
    },
  });
  const entries = unpackTar(archive);
  if (!entries) throw new KubectlError('tar contents corrupted');
  const here = absolutePath(context.host, target);
  const isFolder = context.host.files.stat(here)?.kind === 'folder';
  const prefix = source.replace(/^\/+|\/+$/g, '');
  writeEntries(context, entries, prefix, isFolder ? `${here}/${baseOf(source)}` : here);
  checkEnd(status);
}

async function run(context: CommandContext): Promise<undefined> {
  const { args, namespace } = context;
  if (args.length !== 2) throw new KubectlError('source and destination are required');
  const [source, target] = [args[0] ?? '', args[1] ?? ''].map((text) =>
    parseFileSpec(text, namespace),
  ) as [FileSpec, FileSpec];
  if (source.pod && target.pod)
    throw new KubectlError('one of src or dest must be a local file specification');
  if (!source.file || !target.file) throw new KubectlError('filepath can not be empty');
  if (!source.pod && !target.pod)
    throw new KubectlError('one of src or dest must be a remote file specification');
  const there = source.pod ? source : target;
  const within = { ...context, namespace: there.namespace };
  const pod = (await findTarget(within, [there.pod])) as Pod;
  const named = context.flags.string('container');
  const container = await chooseContainer(within, pod, named, false);
  const remote = { context: within, pod, container };
  if (source.pod) await copyFromPod(remote, source.file, target.file);
  else await copyToPod(remote, source.file, target.file);
}

export const cp: Command = {
  name: 'cp',
  group: 'Troubleshooting and Debugging Commands',
  use: 'cp <file-spec-src> <file-spec-dest>',
  short: 'Copy files and directories to and from containers',
  long: `Copies files and folders to and from containers. The container needs tar.`,
  examples: `# A folder into a pod
kubectl cp pages client:/tmp/pages

# A file out of a pod
kubectl cp shop/shelf:/etc/hostname /tmp/shelf-name`,
  flags: [
    { name: 'container', short: 'c', type: 'string', help: 'The container.' },
    { name: 'no-preserve', type: 'bool', help: "Does not keep the files' owner and mode." },
    { name: 'retries', type: 'int', default: '0', help: 'How often to try again.' },
  ],
  run,
};
