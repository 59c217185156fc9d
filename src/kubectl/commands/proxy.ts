/** `kubectl proxy`. */
import type { Command } from '../command.ts';
import type { Flag } from '../flags.ts';

const text = (name: string, value: string, help: string): Flag => ({
  name,
  type: 'string',
  default: `'${value}'`,
  help,
});

export const proxy: Command = {
  name: 'proxy',
  group: 'Troubleshooting and Debugging Commands',
  use: 'proxy [--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix]',
  short: 'Run a proxy to the Kubernetes API server',
  long: `Listens on this machine and passes what is asked on to the API server, with the credentials of the kubeconfig, until it is interrupted.

With --www, files of a folder are served too.`,
  examples: `# The whole API on port 8001; then, in another terminal: curl localhost:8001/api/
kubectl proxy

# Another port
kubectl proxy --port=8011

# Under a prefix: localhost:8001/k8s-api/v1/pods/
kubectl proxy --api-prefix=/k8s-api`,
  flags: [
    text(
      'accept-hosts',
      '^localhost$,^127\\.0\\.0\\.1$,^\\[::1\\]$',
      'Regular expressions for the hosts it may be asked as.',
    ),
    text('accept-paths', '^.*', 'Regular expressions for the paths it passes on.'),
    text('address', '127.0.0.1', 'Address to listen on.'),
    text('api-prefix', '/', 'Prefix to serve the API under.'),
    {
      name: 'append-server-path',
      type: 'bool',
      help: "Puts the path of the server's address before each request's.",
    },
    {
      name: 'disable-filter',
      type: 'bool',
      help: 'Passes everything on. Dangerous where others can reach the port.',
    },
    {
      name: 'keepalive',
      type: 'duration',
      default: '0s',
      help: 'Keep-alive period of connections; 0 turns it off.',
    },
    {
      name: 'port',
      short: 'p',
      type: 'int',
      default: '8001',
      help: 'Port to listen on; 0 for any.',
    },
    text('reject-methods', '^$', 'Regular expressions for the methods it refuses.'),
    text(
      'reject-paths',
      '^/api/.*/pods/.*/exec,^/api/.*/pods/.*/attach',
      'Regular expressions for the paths it refuses, accepted or not.',
    ),
    { name: 'unix-socket', short: 'u', type: 'string', help: 'Unix socket to listen on.' },
    { name: 'www', short: 'w', type: 'string', help: 'Folder of files to serve too.' },
    {
      name: 'www-prefix',
      short: 'P',
      type: 'string',
      default: "'/static/'",
      help: 'Prefix to serve those files under.',
    },
  ],
  run: async (context) => {
    const { runProxy } = await context.host.clock.load(() => import('./proxy/run.ts'));
    return runProxy(context);
  },
};
