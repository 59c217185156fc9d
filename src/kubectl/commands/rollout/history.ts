/** `kubectl rollout history` */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { Command, CommandContext } from '../../command.ts';
import type { PodTemplate } from '../../describe/pod-template.ts';
import { printFlags } from '../../flag-sets.ts';
import { formatOf, lateChangePrinter } from '../../printers/index.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import {
  findRevision,
  historyText,
  type Revision,
  templateText,
  templateWithCause,
} from './revisions.ts';
import { checkRevisionFlag, notImplemented, targetFlags, visitTargets } from './targets.ts';
import {
  controllerRevisions,
  isDeployment,
  keepsControllerRevisions,
  revisionsOfDeployment,
  templateOf,
  templateOfRevision,
  withTemplate,
} from './workload-revisions.ts';

/** A revision with the template to show and the object that `-o` prints. */
interface Shown {
  readonly template: PodTemplate;
  readonly object: KubeObject;
}

async function historyOf(
  { api }: CommandContext,
  { resource, object }: FetchedInfo,
): Promise<readonly Revision<Shown>[]> {
  if (isDeployment(resource)) {
    const revisions = await revisionsOfDeployment(api, object as Deployment);
    return revisions.map((revision) => ({
      ...revision,
      object: {
        template: templateWithCause(templateOf(revision.object), revision.cause),
        object: revision.object,
      },
    }));
  }
  if (!keepsControllerRevisions(resource)) throw notImplemented('history viewer', resource);
  const revisions = await controllerRevisions(api, object);
  return revisions.map((revision) => {
    const template = templateOfRevision(revision.object);
    return { ...revision, object: { template, object: withTemplate(object, template) } };
  });
}

async function run(context: CommandContext): Promise<number> {
  const wanted = checkRevisionFlag(context);
  const print = lateChangePrinter(context, 'none');
  await visitTargets(context, async (info) => {
    const revisions = await historyOf(context, info);
    if (formatOf(context)) {
      const chosen = wanted > 0 ? [findRevision(revisions, wanted)] : revisions;
      for (const { object } of chosen) await print(object.object, '');
      return;
    }
    const text =
      wanted > 0
        ? `with revision #${wanted}\n${templateText(findRevision(revisions, wanted).object.template)}`
        : `\n${historyText(revisions)}`;
    await print(info.object, text);
  });
  return 0;
}

export const historyCommand: Command = {
  name: 'history',
  use: 'history (TYPE NAME | TYPE/NAME) [flags]',
  short: 'View rollout history',
  long: 'Shows the revisions and configurations of earlier rollouts.',
  examples: `# The rollout history of a deployment
kubectl rollout history deployment/web

# The details of revision 1 of a daemon set
kubectl rollout history daemonset/agent --revision=1`,
  flags: [
    {
      name: 'revision',
      type: 'int64',
      default: '0',
      help: 'Shows the details of this revision, with its pod template.',
    },
    ...targetFlags,
    ...printFlags,
  ],
  run,
};
