/** `kubectl set image` */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { changePodSpecs, readSetTargets, setFlags } from './change-pod-specs.ts';
import { parsePairs, splitPairs } from './pairs.ts';
import { allContainers, mapContainers, withPodSpec } from './pod-spec.ts';

function validate(
  { flags }: CommandContext,
  resources: readonly string[],
  images: ReadonlyMap<string, string>,
): void {
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
  const { infos } = await readSetTargets(context, resources);
  validate(context, resources, images);
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

Resources may be (in any case):

pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)`,
  examples: `# Two containers of a deployment
kubectl set image deployment/nginx busybox=busybox nginx=nginx:1.9.1

# The nginx container of all deployments
kubectl set image deployments nginx=nginx:1.9.1 --all

# Every container of a daemon set
kubectl set image daemonset abc *=nginx:1.9.1`,
  flags: setFlags,
  run,
};
