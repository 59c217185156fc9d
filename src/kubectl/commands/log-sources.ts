/** Which logs `kubectl logs` reads, and where they are. Mirrors kubectl pkg/cmd/logs and pkg/polymorphichelpers/logsforobject.go. */
import type { KubeObject } from '#apimachinery/object.ts';
import { parseTime } from '#apimachinery/time.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../command.ts';
import { queryOf, resourcePath } from '../discovery.ts';
import { isNotFound, KubectlError, usageError } from '../errors.ts';
import { readInfos } from '../resource-args.ts';
import { containersOf, defaultContainer } from './pod-containers.ts';
import { podSelectorOf, podsOf } from './pod-selection.ts';

/** One container whose log is to be read. */
export interface LogSource {
  readonly pod: Pod;
  readonly container: string;
}

interface Wanted {
  /** "" with a selector. */
  readonly resource: string;
  /** "" when none is named. */
  readonly container: string;
}

const usage = `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
POD or TYPE/NAME is a required argument for the logs command`;

function wantedOf({ args, flags, path }: CommandContext): Wanted {
  const [resource = '', container] = args;
  const hasSelector = flags.string('selector') !== '';
  if ((args.length === 0 && !hasSelector) || args.length > 2) throw usageError(path, usage);
  if (args.length === 1 && hasSelector)
    throw usageError(path, 'only a selector (-l) or a POD name is allowed');
  return { resource, container: container ?? flags.string('container') };
}

function validate({ flags, args }: CommandContext, { container }: Wanted): void {
  const sinceTime = flags.string('since-time');
  if (sinceTime && Number.isNaN(parseTime(sinceTime)))
    throw new KubectlError(
      `parsing time ${JSON.stringify(sinceTime)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(sinceTime)} as "2006"`,
    );
  if (flags.string('since-time') && flags.durationMs('since') !== 0)
    throw new KubectlError('at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (flags.bool('all-containers') && container)
    throw new KubectlError(
      `--all-containers=true should not be specified with container name ${container}`,
    );
  if (flags.changed('container') && args.length === 2)
    throw new KubectlError('only one of -c or an inline [CONTAINER] arg is allowed');
  if (flags.number('limit-bytes') < 0)
    throw new KubectlError('--limit-bytes must be greater than 0');
  if (flags.durationMs('since') < 0) throw new KubectlError('--since must be greater than 0');
  if (flags.number('tail') < -1)
    throw new KubectlError('--tail must be greater than or equal to -1');
}

/** The pods meant: by selector, by name, or those of a workload. */
async function podsMeant(context: CommandContext, { resource }: Wanted): Promise<readonly Pod[]> {
  const { flags, namespace } = context;
  const selector = flags.string('selector');
  if (selector) {
    if (resource)
      throw new KubectlError(
        'selectors and the all flag cannot be used when passing resource/name arguments',
      );
    const { infos } = await readInfos(context, { args: ['pods'], labelSelector: selector });
    if (infos.length === 0) await context.err(`No resources found in ${namespace} namespace.\n`);
    return infos.map(({ object }) => object as Pod);
  }
  const object = await readOne(context, resource);
  if (object.kind === 'Pod') return [object as Pod];
  let podSelector: string;
  try {
    podSelector = podSelectorOf(object);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`cannot get the logs from *v1.${object.kind}: ${error.message}`);
  }
  const timeoutMs = flags.durationMs('pod-running-timeout');
  const pods = await podsOf(context, object.metadata.namespace ?? '', podSelector, timeoutMs);
  if (flags.bool('all-pods') || pods.length < 2) return pods;
  await context.err(`Found ${pods.length} pods, using pod/${pods[0]?.metadata.name ?? ''}\n`);
  return pods.slice(0, 1);
}

async function readOne(context: CommandContext, word: string): Promise<KubeObject> {
  const args = word.includes('/') ? [word] : ['pods', word];
  try {
    const [info] = (await readInfos(context, { args })).infos;
    if (!info) throw new KubectlError('expected a resource');
    return info.object;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new KubectlError(
      `error from server (NotFound): ${error.message} in namespace "${context.namespace}"`,
    );
  }
}

async function findSources(context: CommandContext, wanted: Wanted): Promise<readonly LogSource[]> {
  const sources: LogSource[] = [];
  for (const pod of await podsMeant(context, wanted)) {
    if (context.flags.bool('all-containers')) {
      const init = containersOf(pod).filter(({ role }) => role === 'init');
      const rest = containersOf(pod).filter(({ role }) => role !== 'init');
      for (const { name } of [...init, ...rest]) sources.push({ pod, container: name });
      continue;
    }
    const { name, notice } = wanted.container
      ? { name: wanted.container, notice: '' }
      : defaultContainer(pod);
    if (notice && !context.flags.bool('all-pods')) await context.err(notice);
    if (!containersOf(pod).some((container) => container.name === name))
      throw new KubectlError(`container ${name} is not valid for pod ${pod.metadata.name}`);
    sources.push({ pod, container: name });
  }
  return sources;
}

/** The path of a container's log with what was asked of it. */
export function logPath({ flags }: CommandContext, { pod, container }: LogSource): string {
  const hasSelector = flags.string('selector') !== '';
  const tail = flags.number('tail');
  const tailLines = tail === -1 ? (hasSelector && !flags.changed('tail') ? 10 : undefined) : tail;
  const sinceMs = flags.durationMs('since');
  const sinceTime = flags.string('since-time');
  const pods = { group: '', version: 'v1', plural: 'pods', namespaced: true };
  const { namespace = '', name } = pod.metadata;
  return (
    resourcePath(pods, namespace, name, 'log') +
    queryOf({
      container,
      follow: flags.bool('follow'),
      previous: flags.bool('previous'),
      timestamps: flags.bool('timestamps'),
      sinceSeconds: sinceMs === 0 ? undefined : Math.round(sinceMs / 1000),
      sinceTime,
      tailLines,
      limitBytes: flags.number('limit-bytes') || undefined,
    })
  );
}

/** The containers that the command line means. */
export async function logSources(context: CommandContext): Promise<readonly LogSource[]> {
  const wanted = wantedOf(context);
  validate(context, wanted);
  return findSources(context, wanted);
}
