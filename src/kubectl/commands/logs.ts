/** `kubectl logs` */
import type { Command, CommandContext } from '../command.ts';
import { isExpected, KubectlError } from '../errors.ts';
import { selectorFlag } from '../flag-sets.ts';
import { framesOf } from '../watch-frames.ts';
import { type LogSource, logPath, logSources } from './log-sources.ts';

const prefixOf = ({ flags }: CommandContext, { pod, container }: LogSource): string =>
  flags.bool('prefix') || flags.bool('all-pods') ? `[pod/${pod.metadata.name}/${container}] ` : '';

/** A log in pieces: as it is, or with `-f` as it grows. */
async function* logText(
  { api }: CommandContext,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { textStream, body } = await api.send({ method: 'GET', path });
  if (textStream) yield* framesOf(textStream, signal);
  else if (typeof body === 'string' && body) yield body;
}

/** Writes a log line by line, so that several followed together don't mix within one. */
async function copyLog(
  context: CommandContext,
  source: LogSource,
  signal: AbortSignal,
): Promise<void> {
  const prefix = prefixOf(context, source);
  let rest = '';
  try {
    for await (const chunk of logText(context, logPath(context, source), signal)) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) await context.out(lines.map((line) => `${prefix}${line}\n`).join(''));
    }
    if (rest) await context.out(prefix + rest);
  } catch (error) {
    if (!context.flags.bool('ignore-errors') || !isExpected(error)) throw error;
    await context.out(`error: ${error.message}\n`);
  }
}

/** Follows logs side by side; the first failure ends them all. */
async function followAll(context: CommandContext, sources: readonly LogSource[]): Promise<void> {
  const ended = new AbortController();
  const signal = AbortSignal.any([context.host.signal, ended.signal]);
  let failure: unknown;
  const follow = async (source: LogSource): Promise<void> => {
    try {
      await copyLog(context, source, signal);
    } catch (error) {
      failure ??= error;
      ended.abort();
    }
  };
  await Promise.all(sources.map(follow));
  if (failure !== undefined) throw failure;
}

async function run(context: CommandContext): Promise<number> {
  const sources = await logSources(context);
  const isFollowing = context.flags.bool('follow');
  const most = context.flags.number('max-log-requests');
  if (isFollowing && sources.length > 1 && sources.length > most)
    throw new KubectlError(
      `you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
    );
  if (isFollowing) await followAll(context, sources);
  else for (const source of sources) await copyLog(context, source, context.host.signal);
  return 0;
}

export const logs: Command = {
  name: 'logs',
  group: 'Troubleshooting and Debugging Commands',
  use: 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
  short: 'Print the logs for a container in a pod',
  long: 'Prints the log of a container in a pod or another resource. When a pod has one container only, it need not be named.',
  examples: `# The log of a pod with one container
kubectl logs client

# Of all containers of a pod
kubectl logs client --all-containers=true

# Of all pods with the label app=web
kubectl logs -l app=web --all-containers=true

# Of the container that ran before
kubectl logs -p -c app crasher

# Follow it
kubectl logs -f -c app client

# The last 20 lines
kubectl logs --tail=20 client

# The last hour
kubectl logs --since=1h client

# The first container of a deployment
kubectl logs deployment/web`,
  flags: [
    { name: 'all-pods', type: 'bool', help: 'Logs of all pods, each line with its source.' },
    { name: 'all-containers', type: 'bool', help: "Logs of all the pods' containers." },
    { name: 'follow', short: 'f', type: 'bool', help: 'Goes on with what is logged from now on.' },
    { name: 'timestamps', type: 'bool', help: 'Puts the time before each line.' },
    { name: 'limit-bytes', type: 'int64', default: '0', help: 'At most so many bytes; 0 for all.' },
    {
      name: 'previous',
      short: 'p',
      type: 'bool',
      help: 'The log of the container that ran before, if there was one.',
    },
    {
      name: 'tail',
      type: 'int64',
      default: '-1',
      help: 'So many lines from the end; -1 for all, or for 10 with a selector.',
    },
    { name: 'ignore-errors', type: 'bool', help: 'Goes on after errors.' },
    { name: 'since-time', type: 'string', help: 'Only what is younger than this time (RFC3339).' },
    {
      name: 'since',
      type: 'duration',
      default: '0s',
      help: 'Only what is younger, as 5s, 2m or 3h.',
    },
    { name: 'container', short: 'c', type: 'string', help: 'The container.' },
    {
      name: 'insecure-skip-tls-verify-backend',
      type: 'bool',
      help: "Does not check the kubelet's identity.",
    },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '20s',
      help: 'How long to wait for a running pod.',
    },
    selectorFlag(),
    {
      name: 'max-log-requests',
      type: 'int',
      default: '5',
      help: 'How many logs to follow at once.',
    },
    { name: 'prefix', type: 'bool', help: 'Puts the source before each line: pod and container.' },
  ],
  run,
};
