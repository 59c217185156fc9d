/** `kubectl kustomize`: prints what a kustomization builds. The builder is loaded when it is first asked for. */
import type { Command } from '../command.ts';
import type { Flag } from '../flags.ts';
import { load } from '../load.ts';

const plugin = (flag: Flag): Flag => ({ ...flag, notSimulated: 'kustomize plugins in containers' });
const helm = (flag: Flag): Flag => ({ ...flag, notSimulated: 'Helm charts in kustomizations' });

const flags: readonly Flag[] = [
  plugin({
    name: 'as-current-user',
    type: 'bool',
    help: 'Runs functions in containers as the user who runs this command.',
  }),
  plugin({ name: 'enable-alpha-plugins', type: 'bool', help: 'Turns plugins on.' }),
  helm({ name: 'enable-helm', type: 'bool', help: 'Turns the inflator of Helm charts on.' }),
  {
    name: 'enable-managedby-label',
    type: 'bool',
    hidden: true,
    deprecated:
      'The flag `enable-managedby-label` has been deprecated. Use the `managedByLabel` option in the `buildMetadata` field instead.',
    help: 'Adds app.kubernetes.io/managed-by to every object.',
  },
  plugin({
    name: 'env',
    short: 'e',
    type: 'stringArray',
    default: '[]',
    help: 'Environment variables for functions.',
  }),
  helm({
    name: 'helm-api-versions',
    type: 'stringArray',
    default: '[]',
    help: 'API versions that charts see as Capabilities.APIVersions.',
  }),
  helm({ name: 'helm-command', type: 'string', default: "'helm'", help: 'The helm program.' }),
  helm({ name: 'helm-debug', type: 'bool', help: 'Prints what the inflator of charts does.' }),
  helm({
    name: 'helm-kube-version',
    type: 'string',
    help: 'Version that charts see as Capabilities.KubeVersion.',
  }),
  {
    name: 'load-restrictor',
    type: 'string',
    default: "'LoadRestrictionsRootOnly'",
    help: "With 'LoadRestrictionsNone' a kustomization may read files outside of its own folder; it can then not be moved.",
  },
  plugin({
    name: 'mount',
    type: 'stringArray',
    default: '[]',
    help: 'Folders that functions in containers see.',
  }),
  plugin({ name: 'network', type: 'bool', help: 'Gives functions that ask for it a network.' }),
  plugin({
    name: 'network-name',
    type: 'string',
    default: "'bridge'",
    help: 'The network that functions in containers join.',
  }),
  {
    name: 'output',
    short: 'o',
    type: 'string',
    help: 'Writes to this file instead, or into this folder: one file an object.',
  },
  {
    name: 'reorder',
    type: 'string',
    default: "'legacy'",
    hidden: true,
    deprecated: "use the new 'sortOptions' field in kustomization.yaml instead.",
    help: "Order of the output: 'legacy' by kind, 'none' as found.",
  },
];

export const kustomize: Command = {
  name: 'kustomize',
  group: 'Advanced Commands',
  use: 'kustomize DIR [flags]',
  short: 'Build a kustomization target from a directory or URL',
  long: 'Prints the objects that a folder with a kustomization.yaml comes to: its resources with prefixes, labels, patches, images and generated ConfigMaps applied. Without DIR the current folder is built. Addresses of git repositories are refused: there is no network here.',
  examples: `# Build the folder you are in
kubectl kustomize

# Build an overlay and look at it before it is applied
kubectl kustomize overlays/production

# The same, applied
kubectl apply -k overlays/production`,
  simplified:
    'No bases from other hosts, no Helm charts, no plugins (generators, transformers, validators); crds and openapi are not read.',
  flags,
  run: async (context) => {
    const { runKustomize } = await load(context.host, () => import('../kustomize/command.ts'));
    return runKustomize(context);
  },
};
