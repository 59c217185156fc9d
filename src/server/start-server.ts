/** Puts a cluster behind HTTP: the door, who asks, what is noted, how time passes. */
import { randomBytes } from 'node:crypto';
import type { ClusterOptions } from '#cluster/cluster.ts';
import { createCluster, type RunningCluster } from '#cluster/create-cluster.ts';
import { createSessionRecorder } from '#lab/recorder.ts';
import { requestListener, upgradeListener } from './answering.ts';
import { type Certificate, makeCertificate } from './certificate.ts';
import { createFrontDoor, type FrontDoor } from './front-door.ts';
import { type KubeconfigInput, kubeconfigText } from './kubeconfig.ts';
import { isLoopback, OptionError, type ServerOptions } from './options.ts';
import { createPace, type Pace } from './pace.ts';
import { createSession, type Session } from './session.ts';
import { createUsers } from './users.ts';

export interface ClusterServer {
  /** `https://127.0.0.1:6443`, or `http://…` without TLS. */
  readonly url: string;
  /** The same port without TLS. */
  readonly httpUrl: string;
  readonly port: number;
  readonly token: string;
  /** The certificate's authority as PEM, when there is TLS. */
  readonly certificate: string | undefined;
  readonly kubeconfig: KubeconfigInput;
  /** A kubeconfig of its own, as YAML. */
  readonly kubeconfigText: string;
  readonly cluster: RunningCluster;
  readonly pace: Pace;
  /** Watches and followed logs open now. */
  openStreams(): number;
  stop(): Promise<void>;
}

function checkOptions({ host = '127.0.0.1', token }: ServerOptions): void {
  if (isLoopback(host) || token) return;
  throw new OptionError(
    `--host ${host} lets other machines in, so it needs a --token of your own choosing`,
  );
}

const printHost = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Addresses that stand for every address are reached by loopback from here. */
const reachable = (host: string): string =>
  host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;

/** How long the cluster has been up when it is first reached. */
const WARM_UP_MS = 300_000;

/**
 * At real time's own speed the cluster's clock agrees with the clients', who tell ages by theirs. At any
 * other it runs from the usual start, long past, so that nothing seems to come from the future.
 */
function shapeOf(options: ServerOptions): ClusterOptions & { seed: number; nodes: number } {
  const { port, host, token, speed = 1, tls, freeze, ...shape } = options;
  const now = speed === 1 ? { startMs: Date.now() - WARM_UP_MS } : {};
  return { seed: 1, nodes: 3, ...now, ...shape, warmUpMs: WARM_UP_MS };
}

function open(
  options: ServerOptions,
  token: string,
  certificate: Certificate | undefined,
  ready: RunningCluster | undefined,
) {
  const { host = '127.0.0.1', speed = 1 } = options;
  const shape = shapeOf(options);
  const cluster = ready ?? createCluster({ ...shape, freeze: options.freeze ?? false });
  const log = createSessionRecorder({ reconcile: 1, ...shape }, cluster.clock);
  let door: FrontDoor | undefined;
  let session: Session | undefined;
  const pace = createPace({
    clock: cluster.clock,
    speed,
    awaited: () => (session?.streams ? 'stream' : door?.sockets.size ? 'connection' : 'nobody'),
  });
  session = createSession(cluster, log, pace);
  const userOf = createUsers({
    token,
    authenticate: cluster.api.authenticate,
    trustsLoopback: !certificate && isLoopback(host),
  });
  const parts = { cluster, pace, session, log, userOf };
  door = createFrontDoor({
    onConnection: () => pace.stir(),
    onRequest: requestListener(parts),
    onUpgrade: upgradeListener(parts),
    certificate,
  });
  return { ...parts, door };
}

/**
 * Starts a cluster behind one port, or puts one there that is `ready`. Rejects with OptionError, or with
 * Node's error when the port is taken.
 */
export async function startServer(
  options: ServerOptions = {},
  ready?: RunningCluster,
): Promise<ClusterServer> {
  checkOptions(options);
  const { host = '127.0.0.1', tls = true } = options;
  const token = options.token ?? randomBytes(16).toString('hex');
  const certificate = tls ? await makeCertificate([reachable(host)]) : undefined;
  const { cluster, pace, session, door } = open(options, token, certificate, ready);
  const port = await door.listen(options.port ?? 6443, host).catch((error: unknown) => {
    pace.stop();
    throw error;
  });
  const address = `${printHost(reachable(host))}:${port}`;
  const url = `${tls ? 'https' : 'http'}://${address}`;
  const kubeconfig = { url, token, certificate: certificate?.cert };
  return {
    url,
    httpUrl: `http://${address}`,
    port,
    token,
    certificate: certificate?.cert,
    kubeconfig,
    kubeconfigText: kubeconfigText(kubeconfig),
    cluster,
    pace,
    openStreams: () => session.streams,
    stop: async () => {
      pace.stop();
      await door.close();
    },
  };
}
