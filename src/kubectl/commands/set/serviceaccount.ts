/** `kubectl set serviceaccount` */
import type { Command, CommandContext } from '../../command.ts';
import { dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../errors.ts';
import { changePodSpecs, checkLocal, readSetTargets, setFlags } from './change-pod-specs.ts';
import { withPodSpec } from './pod-spec.ts';

async function run(context: CommandContext): Promise<number> {
  checkLocal(context, await dryRunOf(context));
  const name = context.args.at(-1);
  if (name === undefined) throw new KubectlError('serviceaccount is required');
  const { infos } = await readSetTargets(
    context,
    // Upstream passes over resources that --local cannot ask for.
    context.flags.bool('local') ? [] : context.args.slice(0, -1),
  );
  return changePodSpecs(context, infos, {
    operation: 'serviceaccount updated',
    always: true,
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
kubectl set serviceaccount deployment web robot`,
  flags: setFlags.filter(({ name }) => name !== 'selector'),
  run,
};
