/** Which API server a command means, and whether anything answers there. Mirrors client-go tools/clientcmd/client_config.go getCluster. */
import type { ApiRequest } from '#apimachinery/api.ts';
import type { Transport } from '#client/rest.ts';
import { KubectlError, UnreachableError } from './errors.ts';
import type { FlagValues } from './flags.ts';
import type { KubectlHost } from './host.ts';
import { klogLine } from './klog.ts';
import { currentContext, type Kubeconfig, labServer } from './kubeconfig.ts';

/** "127.0.0.1:6443" ⇒ "https://127.0.0.1:6443": who has a certificate to show or to check speaks TLS. */
const withScheme = (address: string, isTls: boolean): string =>
  /^https?:\/\//.test(address) ? address : `${isTls ? 'https' : 'http'}://${address}`;

/** Address of the API server: `--server`, else that of the cluster in use, else kubectl's own guess. */
export function serverAddress(flags: FlagValues, kubeconfig: Kubeconfig): string {
  const { cluster } = currentContext(kubeconfig, flags.string('context'));
  const asked = flags.string('cluster');
  const found = kubeconfig.clusters.find(({ name }) => name === (asked || cluster));
  const given = flags.string('server');
  if (asked && !found && !given)
    throw new KubectlError(`cluster ${JSON.stringify(asked)} does not exist`);
  const kept = found?.cluster['server'];
  const address = given || (typeof kept === 'string' && kept ? kept : 'http://localhost:8080');
  const isLab = labServer.endsWith(`//${address}`);
  return withScheme(address, isLab).replace(/\/+$/, '');
}

/** Names the lab's API server has in its own network. */
const labNames = new Set(['127.0.0.1', 'localhost', 'kubernetes', 'kubernetes.default.svc']);

/** Whether the lab's API server is meant; `lab` is where it listens. */
export function isLabServer(address: string, lab = labServer): boolean {
  const [, scheme = '', host = '', port = ''] = /^(https?):\/\/([^/:]+):(\d+)/.exec(address) ?? [];
  return labNames.has(host) && lab.startsWith(`${scheme}:`) && lab.endsWith(`:${port}`);
}

/** Why nobody answers at an address, in the words of Go's net package. */
function failureAt(address: string): { readonly why: string; readonly told: string } {
  const [, host = '', port] = /^https?:\/\/([^/:]+)(?::(\d+))?/.exec(address) ?? [];
  const at = port ?? (address.startsWith('https') ? '443' : '80');
  const ip = host === 'localhost' ? '127.0.0.1' : host;
  const shown = port ? `${host}:${port}` : host;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(ip))
    return {
      why: `dial tcp ${ip}:${at}: connect: connection refused`,
      told: `The connection to the server ${shown} was refused - did you specify the right host or port?`,
    };
  const why = `dial tcp: lookup ${host} on 10.96.0.10:53: no such host`;
  return { why, told: `Unable to connect to the server: ${why}` };
}

const verbOf = (method: string): string => `${method[0] ?? ''}${method.slice(1).toLowerCase()}`;

/** A transport to an address where nobody listens. Discovery says so on standard error, as often as kubectl tries. */
export function deadTransport(host: KubectlHost, address: string): Transport {
  const { why, told } = failureAt(address);
  return async ({ method, path }: ApiRequest) => {
    const isDiscovery = path === '/api';
    const url = `${address}${path}${isDiscovery ? '?timeout=32s' : ''}`;
    const message = `${verbOf(method)} "${url}": ${why}`;
    const text = `"Unhandled Error" err=${JSON.stringify(`couldn't get current server API group list: ${message}`)}`;
    for (let tries = isDiscovery ? 5 : 0; tries > 0; tries -= 1)
      await host.stderr.write(klogLine(host, 'E', 'memcache.go:265', text));
    throw new UnreachableError(message, told);
  };
}
