/** `kubectl auth can-i` */
import type { JsonObject } from '#apimachinery/object.ts';
import type { Command, CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { allNamespacesFlag } from '../../flag-sets.ts';
import { runList } from './can-i-list.ts';
import { sendReview } from './review.ts';

const RESOURCE_VERBS = new Set(
  'get list watch create update patch delete deletecollection use bind impersonate * approve sign escalate attest'.split(
    ' ',
  ),
);
const PATH_VERBS = new Set('get put post head options delete patch *'.split(' '));
const UNDISCOVERED = new Set(['users', 'groups']);

interface AccessStatus {
  readonly allowed?: boolean;
  readonly reason?: string;
  readonly evaluationError?: string;
}

/** "deployments.foo" ⇒ "'deployments' in group 'foo'" */
function quotedType(type: string): string {
  const dot = type.indexOf('.');
  return dot < 0 ? `'${type}'` : `'${type.slice(0, dot)}' in group '${type.slice(dot + 1)}'`;
}

const warn = (context: CommandContext, text: string): Promise<void> =>
  context.err(`Warning: ${text}\n\n`);

async function resourceAttributes(
  context: CommandContext,
  verb: string,
  word: string,
): Promise<JsonObject> {
  const { flags, namespace } = context;
  const slash = word.indexOf('/');
  const type = slash < 0 ? word : word.slice(0, slash);
  const name = slash < 0 ? '' : word.slice(slash + 1);
  const isEverywhere = flags.bool('all-namespaces');
  const found = type === '*' ? undefined : (await context.api.discover()).find(type.toLowerCase());
  if (!found && type !== '*' && !UNDISCOVERED.has(type))
    await warn(context, `the server doesn't have a resource type ${quotedType(type)}`);
  if (found && !found.namespaced && !isEverywhere)
    await warn(
      context,
      `resource '${found.plural}' is not namespace scoped${found.group ? ` in group '${found.group}'` : ''}`,
    );
  if (!RESOURCE_VERBS.has(verb)) await warn(context, `verb '${verb}' is not a known verb`);
  const subresource = flags.string('subresource');
  return {
    ...(isEverywhere ? {} : { namespace }),
    verb,
    ...(found?.group ? { group: found.group } : {}),
    ...(found ? { version: found.version } : {}),
    resource: found?.plural ?? type,
    ...(subresource ? { subresource } : {}),
    ...(name ? { name } : {}),
  };
}

async function questionOf(context: CommandContext): Promise<JsonObject> {
  const { args, flags } = context;
  const [verb = '', word = ''] = args;
  if (args.length !== 2)
    throw new KubectlError(
      "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
    );
  if (!word.startsWith('/'))
    return { resourceAttributes: await resourceAttributes(context, verb, word) };
  if (flags.string('subresource'))
    throw new KubectlError('--subresource can not be used with NonResourceURL');
  if (!PATH_VERBS.has(verb)) await warn(context, `verb '${verb}' is not a known verb`);
  return { nonResourceAttributes: { path: word, verb } };
}

async function run(context: CommandContext): Promise<number> {
  const { flags } = context;
  if (flags.bool('list')) return runList(context);
  const spec = await questionOf(context);
  if (flags.bool('no-headers'))
    throw new KubectlError('--no-headers cannot be set without --list specified');
  const { status } = await sendReview<AccessStatus>(
    context,
    'selfsubjectaccessreviews',
    'authorization.k8s.io',
    { spec },
  );
  const why = [status.reason, status.evaluationError].filter(Boolean).map((text) => ` - ${text}`);
  if (!flags.bool('quiet')) await context.out(status.allowed ? 'yes\n' : `no${why.join('')}\n`);
  return status.allowed ? 0 : 1;
}

export const canICommand: Command = {
  name: 'can-i',
  use: 'can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL]',
  short: 'Check whether an action is allowed',
  long: `Checks whether an action is allowed.

VERB is a verb of the API, as get, list, watch or delete. TYPE is a resource; shortcuts and groups are resolved. NONRESOURCEURL is a path that begins with "/".`,
  examples: `# May I create pods in any namespace?
kubectl auth can-i create pods --all-namespaces

# May I list deployments here?
kubectl auth can-i list deployments.apps

# May I read logs?
kubectl auth can-i get pods --subresource=log`,
  flags: [
    allNamespacesFlag,
    {
      name: 'quiet',
      short: 'q',
      type: 'bool',
      help: 'Prints nothing: only the exit status tells.',
    },
    { name: 'subresource', type: 'string', help: 'Subresource, as log or scale.' },
    { name: 'list', type: 'bool', help: 'Shows all that is allowed.' },
    { name: 'no-headers', type: 'bool', help: 'With --list: no headers.' },
  ],
  run,
};
