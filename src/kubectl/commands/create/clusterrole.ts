/** `kubectl create clusterrole` Mirrors kubectl pkg/cmd/create/create_clusterrole.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { generatorCommand } from './generator.ts';
import {
  checkResources,
  resourcesOf,
  ruleFlags,
  rulesOf,
  verbsOf,
  warnOfVerbs,
} from './rule-flags.ts';

const pathVerbs = new Set('* get post put delete patch head options'.split(' '));

function checkPaths(urls: readonly string[], verbs: readonly string[]): void {
  for (const verb of urls.length > 0 ? verbs : []) {
    if (!pathVerbs.has(verb)) throw new KubectlError(`invalid verb: '${verb}' for nonResourceURL`);
  }
  for (const url of urls) {
    if (url === '*') continue;
    if (!url.startsWith('/')) throw new KubectlError('nonResourceURL should start with /');
    if (url.slice(0, -1).includes('*'))
      throw new KubectlError(
        "nonResourceURL only supports wildcard matches when '*' is at the end",
      );
  }
}

async function rules(context: CommandContext): Promise<readonly JsonObject[]> {
  const verbs = verbsOf(context);
  const urls = [...new Set(context.flags.list('non-resource-url'))];
  if (verbs.length === 0) throw new KubectlError('at least one verb must be specified');
  const resources = await resourcesOf(context);
  if (resources.length === 0 && urls.length === 0)
    throw new KubectlError('one of resource or nonResourceURL must be specified');
  if (resources.length > 0) {
    await warnOfVerbs(context, verbs);
    checkResources(resources, verbs);
  }
  checkPaths(urls, verbs);
  const ofPaths = urls.length > 0 ? [{ verbs, nonResourceURLs: urls }] : [];
  return [...rulesOf(context, verbs, resources), ...ofPaths];
}

/** A role that gathers the rules of others. */
function aggregation({ flags }: CommandContext): JsonObject | undefined {
  const pairs = flags.list('aggregation-rule');
  if (pairs.length === 0) return undefined;
  const matchLabels = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
  const others = ['non-resource-url', 'verb', 'resource', 'resource-name'];
  if (others.some((name) => flags.list(name).length > 0))
    throw new KubectlError(
      'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
    );
  return { clusterRoleSelectors: [{ matchLabels }] };
}

export const clusterRoleCommand = generatorCommand({
  name: 'clusterrole',
  use: 'clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none]',
  short: 'Create a cluster role',
  examples: `# A cluster role that lets people read pods
kubectl create clusterrole all-pod-reader --verb=get,list,watch --resource=pods

# With a path that is no resource
kubectl create clusterrole log-reader --verb=get --non-resource-url=/logs/*

# Gathered from other roles by a label
kubectl create clusterrole monitoring --aggregation-rule="rbac.example.com/aggregate-to-monitoring=true"`,
  flags: [
    {
      name: 'aggregation-rule',
      type: 'pairs',
      help: 'Labels of the cluster roles to gather rules from.',
    },
    {
      name: 'non-resource-url',
      type: 'stringSlice',
      default: '[]',
      help: 'Paths that are no resources.',
    },
    ...ruleFlags,
  ],
  requiresName: true,
  resource: {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    plural: 'clusterroles',
    kind: 'ClusterRole',
    namespaced: false,
  },
  make: async (context, meta) => {
    const aggregationRule = aggregation(context);
    if (aggregationRule) return { metadata: meta(), rules: null, aggregationRule };
    return { metadata: meta(), rules: await rules(context) };
  },
});
