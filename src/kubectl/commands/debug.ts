/** `kubectl debug`: its words and flags; the rest is loaded when it is used. */
import type { Command } from '../command.ts';
import type { Flag } from '../flags.ts';
import { load } from '../load.ts';

const filenameFlag: Flag = {
  name: 'filename',
  short: 'f',
  type: 'stringSlice',
  default: '[]',
  help: 'Files, folders or addresses that name what to debug.',
};

const onCopies = 'Only with --copy-to: ';

const containerFlags: readonly Flag[] = [
  {
    name: 'arguments-only',
    type: 'bool',
    help: 'Takes what comes after -- as arguments of the new container rather than its command.',
  },
  {
    name: 'attach',
    type: 'bool',
    help: 'Waits for the container to run and attaches to it. By itself with -i.',
  },
  { name: 'container', short: 'c', type: 'string', help: 'Name of the debugging container.' },
  {
    name: 'custom',
    type: 'string',
    help: 'A JSON or YAML file with a part of a container, laid over what the profile makes.',
  },
  { name: 'env', type: 'stringToString', default: '[]', help: 'Variables of the container.' },
  { name: 'image', type: 'string', help: 'Image of the debugging container.' },
  {
    name: 'image-pull-policy',
    type: 'string',
    help: 'When to pull the image. Empty: as the server decides.',
  },
  {
    name: 'profile',
    type: 'string',
    default: "'legacy'",
    help: 'What the container may do: "legacy", "general", "baseline", "netadmin", "restricted" or "sysadmin".',
  },
  { name: 'quiet', short: 'q', type: 'bool', help: 'Says nothing that is not needed.' },
  { name: 'stdin', short: 'i', type: 'bool', help: "Keeps the container's standard input open." },
  {
    name: 'target',
    type: 'string',
    help: 'The container of the pod whose processes an ephemeral container sees.',
  },
  { name: 'tty', short: 't', type: 'bool', help: 'Gives the container a terminal.' },
];

const copyFlags: readonly Flag[] = [
  { name: 'copy-to', type: 'string', help: 'Makes a copy of the pod with this name.' },
  { name: 'keep-annotations', type: 'bool', help: `${onCopies}keeps the annotations.` },
  {
    name: 'keep-init-containers',
    type: 'bool',
    default: 'true',
    help: `${onCopies}runs the init containers.`,
  },
  { name: 'keep-labels', type: 'bool', help: `${onCopies}keeps the labels.` },
  { name: 'keep-liveness', type: 'bool', help: `${onCopies}keeps the liveness probes.` },
  { name: 'keep-readiness', type: 'bool', help: `${onCopies}keeps the readiness probes.` },
  { name: 'keep-startup', type: 'bool', help: `${onCopies}keeps the startup probes.` },
  { name: 'replace', type: 'bool', help: `${onCopies}deletes the original pod.` },
  { name: 'same-node', type: 'bool', help: `${onCopies}puts the copy on the same node.` },
  {
    name: 'set-image',
    type: 'stringToString',
    default: '[]',
    help: `${onCopies}other images of containers, as name=image; * is every container.`,
  },
  {
    name: 'share-processes',
    type: 'bool',
    default: 'true',
    help: `${onCopies}the containers of the copy see each other's processes.`,
  },
];

export const debug: Command = {
  name: 'debug',
  group: 'Troubleshooting and Debugging Commands',
  use: 'debug (POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]',
  short: 'Create debugging sessions for troubleshooting workloads and nodes',
  long: `Looks into a pod or a node with a container made for it.

A pod gets an ephemeral container while it runs on, or with --copy-to a copy that is changed: another image, another command, a container more. A node gets a pod in the host's own namespaces, with the node's files under /host.`,
  examples: `# A shell in a pod that runs
kubectl debug client -it --image=busybox

# The same for the pod in a file
kubectl debug -f pod.yaml -it --image=busybox

# A container with a name of its own
kubectl debug --image=busybox -c debugger client

# A copy of the pod with a container more, and into it
kubectl debug client -it --image=busybox --copy-to=client-debug

# A copy in which one container runs a shell instead
kubectl debug client -it --copy-to=client-debug --container=app -- sh

# A copy in which every container has the image busybox
kubectl debug client --copy-to=client-debug --set-image=*=busybox

# A shell on a node; its files are under /host
kubectl debug node/node-1 -it --image=busybox`,
  flags: [filenameFlag, ...containerFlags, ...copyFlags],
  run: async (context) => (await load(context.host, () => import('./debug/run.ts'))).run(context),
};
