/** Policy rules made of `--verb`, `--resource` and their like. Mirrors kubectl pkg/cmd/create/create_role.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import type { Discovery } from '../../discovery.ts';
import { KubectlError } from '../../errors.ts';
import type { Flag } from '../../flags.ts';

export const ruleFlags: readonly Flag[] = [
  { name: 'resource', type: 'stringSlice', default: '[]', help: 'Resources the rule is about.' },
  {
    name: 'resource-name',
    type: 'stringArray',
    default: '[]',
    help: 'Name of an object the rule is about; may be repeated.',
  },
  { name: 'verb', type: 'stringSlice', default: '[]', help: 'Verbs the rule allows.' },
];

const resourceVerbs = new Set(
  '* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(
    ' ',
  ),
);

const policies = ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions'];
const roles = ['roles.rbac.authorization.k8s.io', 'clusterroles.rbac.authorization.k8s.io'];
/** Verbs that only some resources have. */
const specialVerbs: Readonly<Record<string, readonly string[]>> = {
  use: policies,
  bind: roles,
  escalate: roles,
  impersonate: ['users', 'serviceaccounts', 'groups', 'userextras.authentication.k8s.io'],
};

interface Resource {
  readonly group: string;
  readonly plural: string;
  readonly subresource: string;
  readonly isKnown: boolean;
}

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];

/** `["*"]` when one of them is a star. */
export const verbsOf = ({ flags }: CommandContext): readonly string[] => {
  const verbs = unique(flags.list('verb'));
  return verbs.includes('*') ? ['*'] : verbs;
};

/** "deploy.apps/scale" ⇒ deployments of apps, scale. */
function resourceOf(discovery: Discovery, word: string): Resource {
  const slash = word.indexOf('/');
  const type = slash < 0 ? word : word.slice(0, slash);
  const dot = type.indexOf('.');
  const found = discovery.find(type);
  return {
    group: found?.group ?? (dot < 0 ? '' : type.slice(dot + 1)),
    plural: found?.plural ?? (dot < 0 ? type : type.slice(0, dot)),
    subresource: slash < 0 ? '' : word.slice(slash + 1),
    isKnown: found !== undefined,
  };
}

/** The resources named, as the server knows them; a lone star stands for all. */
export async function resourcesOf({ api, flags }: CommandContext): Promise<readonly Resource[]> {
  const words = flags.list('resource');
  const discovery = await api.discover();
  const found = words.map((word) => resourceOf(discovery, word));
  const star = found.find((_, at) => words[at] === '*');
  return star ? [star] : found;
}

/** Refuses verbs that a resource can't have, and resources the server has not. */
export function checkResources(resources: readonly Resource[], verbs: readonly string[]): void {
  for (const { group, plural, isKnown } of resources) {
    if (!plural)
      throw new KubectlError('resource must be specified if apiGroup/subresource specified');
    if (plural === '*') return;
    const special = verbs.filter((verb) => Object.hasOwn(specialVerbs, verb));
    const qualified = group ? `${plural}.${group}` : plural;
    const wrong = special.find((verb) => !specialVerbs[verb]?.includes(qualified));
    if (wrong)
      throw new KubectlError(`can not perform '${wrong}' on '${plural}' in group '${group}'`);
    if (isKnown || special.length > 0) continue;
    const where = group ? ` in group ${JSON.stringify(group)}` : '';
    throw new KubectlError(
      `the server doesn't have a resource type ${JSON.stringify(plural)}${where}`,
      { plain: true },
    );
  }
}

/** Warns of verbs nobody knows. */
export async function warnOfVerbs(
  context: CommandContext,
  verbs: readonly string[],
): Promise<void> {
  for (const verb of verbs) {
    if (resourceVerbs.has(verb)) continue;
    await context.err(`Warning: '${verb}' is not a standard resource verb\n`);
  }
}

/** One rule a group, groups sorted. Mirrors generateResourcePolicyRules. */
export function rulesOf(
  { flags }: CommandContext,
  verbs: readonly string[],
  resources: readonly Resource[],
): readonly JsonObject[] {
  const names = unique(flags.list('resource-name'));
  const groups = [...unique(resources.map(({ group }) => group))].sort();
  return groups.map((own) => {
    const plurals = resources
      .filter(({ group }) => group === own)
      .map(({ plural, subresource }) => (subresource ? `${plural}/${subresource}` : plural));
    return {
      verbs,
      apiGroups: [own],
      resources: unique(plurals),
      ...(names.length > 0 ? { resourceNames: names } : {}),
    };
  });
}
