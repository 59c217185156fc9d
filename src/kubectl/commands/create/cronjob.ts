/** `kubectl create cronjob` */
import { commandWords, generatorCommand } from './generator.ts';
import { containerOf } from './pod-template.ts';

export const cronJobCommand = generatorCommand({
  name: 'cronjob',
  aliases: ['cj'],
  use: "cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags]",
  short: 'Create a cron job with the specified name',
  examples: `# A cron job
kubectl create cronjob report --image=busybox --schedule="*/1 * * * *"

# With a command
kubectl create cronjob report --image=busybox --schedule="*/1 * * * *" -- date`,
  flags: [
    { name: 'image', type: 'string', required: true, help: 'Image to run.' },
    { name: 'schedule', type: 'string', required: true, help: 'When to run, in cron format.' },
    {
      name: 'restart',
      type: 'string',
      help: "The job's restart policy: OnFailure or Never.",
    },
  ],
  resource: {
    group: 'batch',
    version: 'v1',
    plural: 'cronjobs',
    kind: 'CronJob',
    namespaced: true,
  },
  failure: 'failed to create cronjob: ',
  make: (context, meta) => {
    const { flags, args } = context;
    const name = args[0] ?? '';
    const container = containerOf({
      name,
      image: flags.string('image'),
      command: commandWords(context),
    });
    const restartPolicy = flags.string('restart') || 'OnFailure';
    const template = { metadata: {}, spec: { containers: [container], restartPolicy } };
    return {
      metadata: meta(),
      spec: {
        schedule: flags.string('schedule'),
        jobTemplate: { metadata: { name }, spec: { template } },
      },
      status: {},
    };
  },
});
