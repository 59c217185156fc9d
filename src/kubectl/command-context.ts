/** What a command is given to run with: flags, and a client made when it is first asked for. */
import { ApiClient } from './api-client.ts';
import type { Command, CommandContext } from './command.ts';
import { credentialsOf } from './credentials.ts';
import { KubectlError } from './errors.ts';
import { parseDurationMs } from './flag-value.ts';
import type { FlagValues, ParsedLine } from './flags.ts';
import type { KubectlHost } from './host.ts';
import {
  contextNamespace,
  currentContext,
  type Kubeconfig,
  readKubeconfig,
  requireKubeconfig,
} from './kubeconfig.ts';
import { deadTransport, isLabServer, serverAddress } from './server-address.ts';

/** What is made when it is first asked for: a command that needs no server meets no mistake of the kubeconfig. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Mirrors client-go tools/clientcmd/helpers.go ParseTimeout. */
function checkTimeout(text: string): void {
  if (/^\d+$/.test(text)) return;
  try {
    parseDurationMs(text);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(
      'Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)',
    );
  }
}

/** A client with the credentials of the context's user, to the server the flags and the kubeconfig name. */
function clientOf(
  host: KubectlHost,
  command: Command,
  flags: FlagValues,
  kubeconfig: Kubeconfig,
  onWarning: (text: string) => Promise<void>,
): ApiClient {
  requireKubeconfig(host, flags.string('kubeconfig'));
  checkTimeout(flags.string('request-timeout'));
  // `create rolebinding --user`, `config set-credentials --token` and `set-cluster --server` are no connection.
  const own = new Set((command.flags ?? []).map(({ name }) => name));
  const given = { ...flags, string: (name: string) => (own.has(name) ? '' : flags.string(name)) };
  const current = currentContext(kubeconfig, given.string('context'));
  const { user, headers, certificate } = credentialsOf(
    host,
    given,
    kubeconfig,
    current.user ?? 'learner',
  );
  const address = serverAddress(given, kubeconfig);
  const isLab = isLabServer(address, host.server);
  return new ApiClient(isLab ? host.transport : deadTransport(host, address), {
    actor: { name: 'kubectl', user, groups: ['system:masters', 'system:authenticated'] },
    headers,
    ...(certificate ? { certificate } : {}),
    onWarning,
    signal: host.signal,
  });
}

/** What a command is given to run with. */
export function contextOf(
  host: KubectlHost,
  command: Command,
  path: string,
  parsed: ParsedLine,
  onWarning: (text: string) => Promise<void>,
): CommandContext {
  const { flags, args, argsBeforeDash } = parsed;
  const kubeconfig = once(() => readKubeconfig(host, flags.string('kubeconfig')));
  const api = once(() => clientOf(host, command, flags, kubeconfig(), onWarning));
  const namespace = once(() => {
    const asked = flags.string('namespace');
    if (asked) return asked;
    requireKubeconfig(host, flags.string('kubeconfig'));
    return contextNamespace(kubeconfig(), flags.string('context'), flags.string('cluster'));
  });
  return {
    host,
    command,
    path,
    flags,
    args,
    argsBeforeDash,
    get kubeconfig() {
      return kubeconfig();
    },
    get api() {
      return api();
    },
    get namespace() {
      return namespace();
    },
    namespaceGiven: flags.changed('namespace') && flags.string('namespace') !== '',
    out: (text) => host.stdout.write(text),
    err: (text) => host.stderr.write(text),
  };
}
