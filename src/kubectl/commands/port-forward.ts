/** `kubectl port-forward`: its words and flags; the rest is loaded when it is used. */
import type { Command } from '../command.ts';
import { load } from '../load.ts';

export const portForward: Command = {
  name: 'port-forward',
  group: 'Troubleshooting and Debugging Commands',
  use: 'port-forward TYPE/NAME [options] [LOCAL_PORT:]REMOTE_PORT [...[LOCAL_PORT_N:]REMOTE_PORT_N]',
  short: 'Forward one or more local ports to a pod',
  long: `Opens ports of this machine that lead to ports of a pod, until it is interrupted.

A type other than pod, as deployment/web or svc/web, means one of its pods. When that pod ends, so does the forwarding, at the next connection: run the command again.`,
  examples: `# Port 8080 here to port 80 of a pod; then, in another terminal: curl localhost:8080
kubectl port-forward pod/single 8080:80

# Of a pod of a deployment
kubectl port-forward deployment/web 8080:80

# Port 8080 here to where the port named http of a service leads
kubectl port-forward service/web 8080:http

# Port 8888 here to port 80 of the pod
kubectl port-forward pod/single 8888:80

# On every address of this machine
kubectl port-forward --address 0.0.0.0 pod/single 8888:80

# On a port that is free
kubectl port-forward pod/single :80`,
  flags: [
    {
      name: 'address',
      type: 'stringSlice',
      default: '[localhost]',
      help: 'Addresses to listen on, divided by commas: IP addresses, or localhost for both 127.0.0.1 and ::1.',
    },
    {
      name: 'pod-running-timeout',
      type: 'duration',
      default: '1m0s',
      help: 'How long to wait for a running pod, as 5s, 2m or 3h.',
    },
  ],
  run: async (context) =>
    (await load(context.host, () => import('./port-forward/run.ts'))).run(context),
};
