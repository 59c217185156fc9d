/** `kubectl port-forward`: finds the pod, opens the ports, and stays. Mirrors kubectl pkg/cmd/portforward/portforward.go. */
import type { PortTunnel } from '#apimachinery/duplex.ts';
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import { resourcePath } from '../../discovery.ts';
import { KubectlError, usageError } from '../../errors.ts';
import type { KubectlWebRequest, KubectlWebResponse } from '../../host.ts';
import { klogLine } from '../../klog.ts';
import { findPod, findTarget, phaseOf } from '../remote-target.ts';
import { forward } from './connection.ts';
import { type Listener, listenOnPorts } from './listen.ts';
import { type PortPair, parseAddresses, parsePair, resolvePorts } from './ports.ts';

async function openTunnel(context: CommandContext, { metadata }: Pod): Promise<PortTunnel> {
  const { namespace = '', name } = metadata;
  const pods = { group: '', version: 'v1', plural: 'pods', namespaced: true };
  const { tunnel } = await context.api.send({
    method: 'POST',
    path: resourcePath(pods, namespace, name, 'portforward'),
  });
  if (!tunnel) throw new KubectlError('this connection to the API server carries no streams');
  if (tunnel.refused) throw new KubectlError(`error upgrading connection: ${tunnel.refused}`);
  return tunnel;
}

/** A forwarding as it goes on, until it is interrupted or loses its pod. */
class Forwarding {
  private readonly context: CommandContext;
  private readonly tunnel: PortTunnel;
  private lose: () => void = () => undefined;

  constructor(context: CommandContext, tunnel: PortTunnel) {
    this.context = context;
    this.tunnel = tunnel;
  }

  /** Answers a connection from what the pod says. */
  answer = async (
    { local, remote }: PortPair,
    request: KubectlWebRequest,
    signal: AbortSignal,
  ): Promise<KubectlWebResponse | undefined> => {
    const { host, out, err } = this.context;
    await out(`Handling connection for ${local}\n`);
    const { response, error } = await forward(this.tunnel, remote, request, signal);
    if (error === undefined) return response;
    const why = `an error occurred forwarding ${local} -> ${remote}: ${error}`;
    const text = `"Unhandled Error" err=${JSON.stringify(why)}`;
    await err(klogLine(host, 'E', 'portforward.go:424', text));
    this.lose();
    return undefined;
  };

  /** Stays: rejects when it is interrupted, or the pod is lost. */
  async last(listeners: readonly Listener[]): Promise<void> {
    const { signal } = this.context.host;
    try {
      await new Promise<void>((_resolve, reject) => {
        this.lose = () => reject(new KubectlError('lost connection to pod'));
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    } finally {
      for (const listener of listeners) listener.close();
    }
  }
}

/** The shape in which Go prints ports: `[{8080 80} {0 443}]`. */
const goPairs = (pairs: readonly PortPair[]): string =>
  `[${pairs.map(({ local, remote }) => `{${local} ${remote}}`).join(' ')}]`;

export async function run(context: CommandContext): Promise<undefined> {
  const { args, flags, path } = context;
  const [target = '', ...texts] = args;
  if (texts.length === 0)
    throw usageError(path, 'TYPE/NAME and list of ports are required for port-forward');
  if (flags.durationMs('pod-running-timeout') <= 0)
    throw usageError(path, '--pod-running-timeout must be higher than zero');
  const object = await findTarget(context, [target]);
  const pod = await findPod(context, [target], 'attach to');
  const resolved = resolvePorts(texts, object, pod);
  const phase = phaseOf(pod);
  if (phase !== 'Running')
    throw new KubectlError(
      `unable to forward port because pod is not running. Current status=${phase}`,
    );
  const addresses = parseAddresses(flags.list('address'));
  const pairs = resolved.map(parsePair);
  const forwarding = new Forwarding(context, await openTunnel(context, pod));
  const listeners = await listenOnPorts(context, pairs, addresses, forwarding.answer);
  if (listeners.length === 0)
    throw new KubectlError(`unable to listen on any of the requested ports: ${goPairs(pairs)}`);
  await forwarding.last(listeners);
}
