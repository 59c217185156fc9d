/** Listening on the ports of this machine for a forwarding. Mirrors client-go tools/portforward listenOnPort. */
import type { CommandContext } from '../../command.ts';
import { notSimulatedError } from '../../errors.ts';
import type { KubectlWebRequest, KubectlWebResponse } from '../../host.ts';
import { hostPort, type ListenAddress, type PortPair } from './ports.ts';

/** Answers a connection to a port; the local number is what was found free, if any would do. */
export type Answer = (
  pair: PortPair,
  request: KubectlWebRequest,
  signal: AbortSignal,
) => Promise<KubectlWebResponse | undefined>;

export interface Listener {
  close(): void;
}

const isInUse = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'AddressInUseError';

const protocolOf = (address: string): string => (address.includes(':') ? 'tcp6' : 'tcp4');

/** Listens on one port of every address; gives the listener, or why there is none. */
async function listenOnPort(
  { host, out }: CommandContext,
  pair: PortPair,
  addresses: readonly ListenAddress[],
  answer: Answer,
): Promise<Listener | string> {
  const { network } = host;
  if (!network) throw notSimulatedError('a network to listen on (kubectl port-forward)');
  const [first] = addresses;
  let listening: ReturnType<typeof network.listen>;
  let local = pair.local;
  try {
    // Differs: the addresses of this machine share their ports, so one listener serves them all.
    listening = network.listen(first?.address ?? '127.0.0.1', pair.local, (request, signal) =>
      answer({ ...pair, local }, request, signal),
    );
  } catch (error) {
    if (!isInUse(error)) throw error;
    const whys = addresses.map(
      ({ address }) =>
        `unable to create listener: Error listen ${protocolOf(address)} ${hostPort(address, pair.local)}: bind: address already in use`,
    );
    return `Listeners failed to create with the following errors: [${whys.join(' ')}]`;
  }
  local = listening.port;
  for (const { address } of addresses)
    await out(`Forwarding from ${hostPort(address, local)} -> ${pair.remote}\n`);
  return listening;
}

/** Listens on all ports it can get; says which it cannot. */
export async function listenOnPorts(
  context: CommandContext,
  pairs: readonly PortPair[],
  addresses: readonly ListenAddress[],
  answer: Answer,
): Promise<readonly Listener[]> {
  const listeners: Listener[] = [];
  for (const pair of pairs) {
    const listener = await listenOnPort(context, pair, addresses, answer);
    if (typeof listener !== 'string') listeners.push(listener);
    else await context.err(`Unable to listen on port ${pair.local}: ${listener}\n`);
  }
  return listeners;
}
