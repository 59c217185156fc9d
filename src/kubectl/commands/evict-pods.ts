/** Evicting (or deleting) pods and waiting until they are gone. Mirrors kubectl pkg/drain/drain.go. */
import { printGoDuration } from '#apimachinery/duration.ts';
import { StatusError } from '#apimachinery/status.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../command.ts';
import type { ApiResource } from '../discovery.ts';
import type { DryRun } from '../dry-run.ts';
import { isExpected, isNotFound, KubectlError, throwAll } from '../errors.ts';
import { isSkipped } from './drain-filters.ts';
import { tell } from './node-targets.ts';
import { withTimeout } from './until.ts';

const POLL_MS = 1000;
const RETRY_MS = 5000;
/** Before it asks, a real drain has sent several requests: controllers have seen what was done before it. */
const START_MS = 50;
/** So often a server that says when to come back is asked again. Mirrors client-go rest/request.go maxRetries. */
const MAX_RETRIES = 10;

interface Eviction {
  readonly context: CommandContext;
  readonly resource: ApiResource;
  readonly dryRun: DryRun;
  /** Fires when `--timeout` is over, with `late` as its reason. */
  readonly signal: AbortSignal;
  readonly late: Error;
}

const quoted = ({ metadata }: Pod): string =>
  `pods/${JSON.stringify(metadata.name)} -n ${JSON.stringify(metadata.namespace ?? '')}`;

const graceOf = ({ flags }: CommandContext): object =>
  flags.number('grace-period') >= 0 ? { gracePeriodSeconds: flags.number('grace-period') } : {};

/** How long the server asks to be left alone, ms; 0 when it does not say. */
const retryAfterMs = (error: unknown): number =>
  error instanceof StatusError ? 1000 * (error.status.details?.retryAfterSeconds ?? 0) : 0;

/** Sends an eviction, and again when the server says how much later. */
async function evict(eviction: Eviction, pod: Pod): Promise<void> {
  for (let retries = 0; ; retries += 1) {
    try {
      await sendEviction(eviction, pod);
      return;
    } catch (error) {
      const waitMs = retryAfterMs(error);
      if (waitMs === 0 || retries >= MAX_RETRIES) throw error;
      const { clock, signal } = eviction.context.host;
      await clock.sleep(waitMs, signal);
    }
  }
}

function sendEviction({ context, resource, dryRun }: Eviction, pod: Pod): Promise<unknown> {
  const { name, namespace = '' } = pod.metadata;
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { ...graceOf(context), ...(dryRun === 'server' ? { dryRun: ['All'] } : {}) },
  };
  return context.api.create(resource, namespace, body, { name, subresource: 'eviction' });
}

/** The pod as it is, or undefined when it is gone or another pod has its name. */
async function present({ context, resource }: Eviction, pod: Pod): Promise<Pod | undefined> {
  const { name, namespace = '', uid } = pod.metadata;
  try {
    const found = await context.api.get<Pod>(resource, namespace, name);
    return found.metadata.uid === uid ? found : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function waitGone(eviction: Eviction, pod: Pod, verb: string): Promise<void> {
  try {
    await untilGone(eviction, pod, verb);
  } catch (error) {
    if (error !== eviction.late) throw error;
    throw new KubectlError(
      `error when waiting for pod ${JSON.stringify(pod.metadata.name)} in namespace ${JSON.stringify(pod.metadata.namespace ?? '')} to terminate: context deadline exceeded`,
    );
  }
}

async function untilGone(eviction: Eviction, pod: Pod, verb: string): Promise<void> {
  const { context, dryRun, signal } = eviction;
  const { clock } = context.host;
  const skipDeletedAfterSeconds = context.flags.number('skip-wait-for-delete-timeout');
  for (;;) {
    const found = await present(eviction, pod);
    if (!found) return tell(context, pod, verb, dryRun);
    if (isSkipped(found, { skipDeletedAfterSeconds, nowMs: clock.now() }))
      return context.out(
        `pod ${JSON.stringify(pod.metadata.name)} has DeletionTimestamp older than ${skipDeletedAfterSeconds} seconds, skipping\n`,
      );
    await clock.sleep(POLL_MS, signal);
  }
}

/** Whether an eviction went through; false when the server is busy and must be asked again. */
async function tryEvict(eviction: Eviction, pod: Pod): Promise<'evicted' | 'gone' | 'busy'> {
  try {
    await evict(eviction, pod);
    return 'evicted';
  } catch (error) {
    if (isNotFound(error)) return 'gone';
    if (!isExpected(error)) throw error;
    if (!(error instanceof StatusError) || error.code !== 429)
      throw new KubectlError(`error when evicting ${quoted(pod)}: ${error.message}`);
    await eviction.context.err(
      `error when evicting ${quoted(pod)} (will retry after 5s): ${error.message}\n`,
    );
    return 'busy';
  }
}

/** Asks until the server agrees: a PodDisruptionBudget may say no for a while. False: it was gone. */
async function evictUntilAllowed(eviction: Eviction, pod: Pod): Promise<boolean> {
  const { context, dryRun, signal, late } = eviction;
  const { host, flags } = context;
  const { name, namespace = '' } = pod.metadata;
  const note = dryRun === 'server' ? ' (server dry run)' : '';
  for (;;) {
    await context.out(`evicting pod ${namespace}/${name}${note}\n`);
    if (signal.reason === late)
      throw new KubectlError(
        `error when evicting ${quoted(pod)}: global timeout reached: ${printGoDuration(flags.durationMs('timeout'))}`,
      );
    const outcome = await tryEvict(eviction, pod);
    if (outcome !== 'busy') return outcome === 'evicted';
    await host.clock.sleep(RETRY_MS, host.signal);
  }
}

/** Runs all at once; failures are told together. */
async function together(pods: readonly Pod[], work: (pod: Pod) => Promise<void>): Promise<void> {
  const errors: Error[] = [];
  await Promise.all(
    pods.map(async (pod) => {
      try {
        await work(pod);
      } catch (error) {
        if (!isExpected(error)) throw error;
        errors.push(error);
      }
    }),
  );
  throwAll(errors);
}

async function evictOne(eviction: Eviction, pod: Pod): Promise<void> {
  const isGoing = await evictUntilAllowed(eviction, pod);
  if (isGoing && eviction.dryRun !== 'server') await waitGone(eviction, pod, 'evicted');
}

async function deleteOne(eviction: Eviction, pod: Pod): Promise<void> {
  const { context, resource, dryRun } = eviction;
  const { name, namespace = '' } = pod.metadata;
  try {
    const options = { ...graceOf(context), dryRun: dryRun === 'server' };
    await context.api.delete(resource, namespace, name, options);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  if (dryRun !== 'server') await waitGone(eviction, pod, 'deleted');
}

/** Empties a node of these pods; `--timeout` bounds the whole. */
export async function evictPods(
  context: CommandContext,
  resource: ApiResource,
  pods: readonly Pod[],
  dryRun: DryRun,
): Promise<void> {
  if (pods.length > 0) await context.host.clock.sleep(START_MS, context.host.signal);
  const timeoutMs = context.flags.durationMs('timeout');
  const late = new Error('context deadline exceeded');
  const work = context.flags.bool('disable-eviction') ? deleteOne : evictOne;
  await withTimeout(context, timeoutMs, late, (signal) =>
    together(pods, (pod) => work({ context, resource, dryRun, signal, late }, pod)),
  );
}
