/** `kubectl set image` */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { type DryRun, dryRunOf } from '../../dry-run.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { changePodSpecs, checkLocal, readSetTargets, setFlags } from './change-pod-specs.ts';
import { parsePairs, splitPairs } from './pairs.ts';
import { allContainers, mapContainers, withPodSpec } from './pod-spec.ts';

function validate(
  context: CommandContext,
  resources: readonly string[],
  images: ReadonlyMap<string, string>,
  dryRun: DryRun,
): void {
  const { flags } = context;
  const errors: Error[] = [];
  if (flags.bool('all') && flags.string('selector'))
    errors.push(new KubectlError('cannot set --all and --selector at the same time'));
  if (resources.length === 0 && flags.list('filename').length === 0 && !flags.string('kustomize'))
    errors.push(
      new KubectlError(
        'one or more resources must be specified as <resource> <name> or <resource>/<name>',
      ),
    );
  if (images.size === 0) errors.push(new KubectlError('at least one image update is required'));
  else if (images.size > 1 && images.has('*'))
    errors.push(
      new KubectlError(
        'all containers are already specified by *, but saw more than one container_name=container_image pairs',
      ),
    );
  try {
    checkLocal(context, dryRun);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    errors.push(error);
  }
  throwAll(errors);
}

/** Gives containers their new images; a name that no container has is an error, and the rest goes on. */
function withImages(
  object: KubeObject,
  images: ReadonlyMap<string, string>,
  errors: Error[],
): KubeObject {
  return withPodSpec(object, (spec) => {
    const names = new Set(allContainers(spec).map(({ name }) => name));
    for (const name of images.keys())
      if (name !== '*' && !names.has(name))
        errors.push(new KubectlError(`error: unable to find container named "${name}"`));
    return mapContainers(spec, (container) => {
      const image = images.get(container.name) ?? images.get('*');
      return image === undefined ? container : { ...container, image };
    });
  });
}

async function run(context: CommandContext): Promise<number> {
  const { resources, pairs } = splitPairs(context.args, 'image');
  const { set: images } = parsePairs(pairs, 'image', false);
  const dryRun = await dryRunOf(context);
  const { infos } = await readSetTargets(context, resources);
  validate(context, resources, images, dryRun);
  const errors: Error[] = [];
  return changePodSpecs(
    context,
    infos,
    {
      operation: 'image updated',
      failure: 'failed to patch image update to pod template: ',
      change: (object) => withImages(object, images, errors),
    },
    errors,
  );
}

export const imageCommand: Command = {
  name: 'image',
  use: 'image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  short: 'Update the image of a pod template',
  long: `Gives containers of a resource other images.

Everything with a template of pods may be named, and pods themselves: deployment (deploy), statefulset (sts), daemonset (ds), replicaset (rs), cronjob (cj), replicationcontroller (rc), pod (po).`,
  examples: `# A container of a deployment
kubectl set image deployment/web nginx=nginx:1.21.3

# The nginx container of all deployments
kubectl set image deployments nginx=nginx:1.21.3 --all

# Every container of a daemon set
kubectl set image daemonset agent *=busybox:1.36`,
  flags: setFlags,
  run,
};
