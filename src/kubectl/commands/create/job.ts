/** `kubectl create job` */
import { KubectlError, notSimulatedError } from '../../errors.ts';
import { commandWords, generatorCommand } from './generator.ts';
import { containerOf } from './pod-template.ts';

export const jobCommand = generatorCommand({
  name: 'job',
  use: 'job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  short: 'Create a job with the specified name',
  examples: `# A job
kubectl create job my-job --image=busybox

# With a command
kubectl create job my-job --image=busybox -- date`,
  flags: [
    { name: 'image', type: 'string', help: 'Image to run.' },
    { name: 'from', type: 'string', help: 'The CronJob to make a job of, as cronjob/name.' },
  ],
  resource: { group: 'batch', version: 'v1', plural: 'jobs', kind: 'Job', namespaced: true },
  failure: 'failed to create job: ',
  make: (context, meta) => {
    const { flags, args } = context;
    const image = flags.string('image');
    const from = flags.string('from');
    if (Boolean(image) === Boolean(from))
      throw new KubectlError('either --image or --from must be specified');
    const command = commandWords(context);
    if (command.length > 0 && from) throw new KubectlError('cannot specify --from and command');
    if (from) throw notSimulatedError('jobs made from CronJobs (--from)');
    const container = containerOf({ name: args[0] ?? '', image, command });
    return {
      metadata: meta(),
      spec: {
        template: { metadata: {}, spec: { containers: [container], restartPolicy: 'Never' } },
      },
      status: {},
    };
  },
});
