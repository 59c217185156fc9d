/** `kubectl create deployment` */
import { KubectlError } from '../../errors.ts';
import { commandWords, generatorCommand } from './generator.ts';
import { containerName, containerOf } from './pod-template.ts';

export const deploymentCommand = generatorCommand({
  name: 'deployment',
  aliases: ['deploy'],
  use: 'deployment NAME --image=image -- [COMMAND] [args...]',
  short: 'Create a deployment with the specified name',
  examples: `# A deployment that runs the busybox image
kubectl create deployment shop-web --image=busybox

# With a command
kubectl create deployment shop-web --image=busybox -- date

# With three replicas, exposing a port
kubectl create deployment shop-web --image=nginx --replicas=3 --port=80`,
  flags: [
    {
      name: 'image',
      type: 'stringSlice',
      default: '[]',
      required: true,
      help: 'Images to run; several make a pod of several containers.',
    },
    { name: 'port', type: 'int32', default: '-1', help: 'Port that the container exposes.' },
    { name: 'replicas', short: 'r', type: 'int32', default: '1', help: 'How many replicas.' },
  ],
  resource: {
    group: 'apps',
    version: 'v1',
    plural: 'deployments',
    kind: 'Deployment',
    namespaced: true,
  },
  failure: 'failed to create deployment: ',
  make: (context, meta) => {
    const { flags, args } = context;
    const images = flags.list('image');
    const command = commandWords(context);
    if (images.length > 1 && command.length > 0)
      throw new KubectlError('cannot specify multiple --image options and command');
    const port = flags.number('port');
    const containers = images.map((image, at) =>
      containerOf({
        name: containerName(image),
        image,
        command,
        port: at === 0 && port >= 0 ? port : undefined,
      }),
    );
    const labels = { app: args[0] ?? '' };
    return {
      metadata: meta({ labels }),
      spec: {
        replicas: flags.number('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
        strategy: {},
      },
      status: {},
    };
  },
});
