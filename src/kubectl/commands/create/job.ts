/** `kubectl create job` */
import type { JsonObject } from '#apimachinery/object.ts';
import type { CronJob } from '#resources/cronjob.ts';
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { readInfos } from '../../resource-args.ts';
import { commandWords, generatorCommand } from './generator.ts';
import { containerOf } from './pod-template.ts';

/** A Job as the CronJob would make it, but now. Mirrors createJobFromCronJob. */
async function jobOfCronJob(
  context: CommandContext,
  from: string,
  meta: (more?: JsonObject) => JsonObject,
): Promise<JsonObject> {
  const { infos } = await readInfos(context, { args: [from] });
  const [info] = infos;
  if (!info || infos.length > 1) throw new KubectlError('from must be an existing cronjob');
  const { apiVersion, kind, metadata, spec } = info.object as CronJob;
  if (kind !== 'CronJob') {
    const version = apiVersion.includes('/') ? apiVersion.split('/')[1] : apiVersion;
    throw new KubectlError(`unknown object type *${version}.${kind}`);
  }
  const { labels, annotations } = spec.jobTemplate.metadata ?? {};
  const { name, uid } = metadata;
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name, uid, controller: true };
  return {
    metadata: meta({
      ...(labels ? { labels } : {}),
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...annotations },
      ownerReferences: [owner],
    }),
    spec: spec.jobTemplate.spec as unknown as JsonObject,
    status: {},
  };
}

export const jobCommand = generatorCommand({
  name: 'job',
  use: 'job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...]',
  short: 'Create a job with the specified name',
  examples: `# A job
kubectl create job report --image=busybox

# With a command
kubectl create job report --image=busybox -- date`,
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
    if (from) return jobOfCronJob(context, from, meta);
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
