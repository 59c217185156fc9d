/** `npm run cluster -- [--help]`: one simulated cluster over HTTP, for the real kubectl and other clients. */
import {
  KubeconfigError,
  OptionError,
  parseArguments,
  startServer,
  usage,
  writeKubeconfig,
} from '../src/server/index.ts';

const isSystemError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** What went wrong, as one sentence for the person at the terminal; undefined for a bug of ours. */
function sentence(error: unknown, port: number, host: string): string | undefined {
  if (error instanceof OptionError || error instanceof KubeconfigError) return error.message;
  if (!isSystemError(error)) return undefined;
  if (error.code === 'EADDRINUSE') {
    return `port ${port} is taken (another cluster?); choose one with --port ${port + 1}, or any free one with --port 0`;
  }
  if (error.code === 'EADDRNOTAVAIL') return `this machine has no address ${host}`;
  if (error.code === 'ENOTFOUND') return `${host} is no address of this machine`;
  if (error.code === 'EACCES') return `${error.message}; ports below 1024 need more rights`;
  return error.message;
}

function refuse(message: string): never {
  console.error(`error: ${message}\nSee npm run cluster -- --help`);
  process.exit(1);
}

async function serve(): Promise<void> {
  const { help, options, kubeconfig } = parseArguments(process.argv.slice(2));
  if (help) {
    console.log(usage);
    return;
  }
  const { port = 6443, host = '127.0.0.1', nodes = 3, speed = 1 } = options;
  const server = await startServer(options).catch((error: unknown) => {
    const told = sentence(error, port, host);
    if (told === undefined) throw error;
    return refuse(told);
  });
  try {
    writeKubeconfig(kubeconfig, server.kubeconfig);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const machines = nodes === 0 ? 'a control plane alone' : `${nodes} node${nodes === 1 ? '' : 's'}`;
  const pace =
    speed === 'auto'
      ? 'time passes while clients wait'
      : speed === 0
        ? 'time stands still'
        : `time × ${speed}`;
  console.log(`A cluster is up at ${server.url} (${machines}, ${pace}). Ctrl-C ends it, and nothing of it is kept.

  export KUBECONFIG=${kubeconfig}
  kubectl get nodes
  kubectl create deployment web --image=nginx --replicas=3
  kubectl get pods -w

  curl -X POST -H 'Authorization: Bearer ${server.token}' ${server.httpUrl}/x-reconcile/nodes/node-2/fail
`);
  await new Promise<void>((resolve) => {
    process.on('SIGINT', resolve);
    process.on('SIGTERM', resolve);
    process.on('SIGHUP', resolve);
  });
  await server.stop();
}

serve().then(
  () => process.exit(0),
  (error: unknown) => {
    const told = sentence(error, 0, '');
    if (told === undefined) throw error;
    refuse(told);
  },
);
