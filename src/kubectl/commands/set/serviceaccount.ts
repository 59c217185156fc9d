/** `kubectl set serviceaccount` */
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { changePodSpecs, readSetTargets, setFlags } from './change-pod-specs.ts';
import { withPodSpec } from './pod-spec.ts';

async function run(context: CommandContext): Promise<number> {
  const name = context.args.at(-1);
  if (name === undefined) throw new KubectlError('serviceaccount is required');
  const { infos } = await readSetTargets(context, context.args.slice(0, -1));
  return changePodSpecs(context, infos, {
    operation: 'serviceaccount updated',
    failure: 'failed to patch ServiceAccountName ',
    change: (object) => withPodSpec(object, (spec) => ({ ...spec, serviceAccountName: name })),
  });
}

export const serviceAccountCommand: Command = {
  name: 'serviceaccount',
  aliases: ['sa'],
  use: 'serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT',
  short: 'Update the service account of a resource',
  long: 'Gives the pods of a resource another service account.',
  examples: `# The service account of a deployment
kubectl set serviceaccount deployment nginx-deployment serviceaccount1`,
  flags: setFlags
    .filter(({ name }) => name !== 'selector')
    .concat({
      name: 'selector',
      short: 'l',
      type: 'string',
      hidden: true,
      help: '',
    }),
  run,
};
