/** What `kubectl kustomize` does. Mirrors kustomize commands/build/{build,writer}.go. */
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { absolutePath } from '../paths.ts';
import { type BuildOptions, buildKustomization, writeResources } from './build.ts';
import { isClusterScoped } from './gvk.ts';
import type { Resource } from './resource.ts';
import { effectiveNamespace } from './resource-id.ts';
import { writeObject } from './write.ts';

const restrictors = ['LoadRestrictionsRootOnly', 'LoadRestrictionsNone'];
const orders = ['legacy', 'none'];

function checked(context: CommandContext, flag: string, legal: readonly string[]): string {
  const value = context.flags.string(flag);
  if (value === '' || legal.includes(value)) return value;
  throw new KubectlError(
    `illegal flag value --${flag} ${value}; legal values: [${legal.join(' ')}]`,
  );
}

/** `apps_v1_deployment_web.yaml`; with several namespaces theirs comes first. */
function fileName(resource: Resource, isOneOfMany: boolean): string {
  const { group, version, kind } = resource.gvk;
  const name = `${[group, version, kind].filter(Boolean).join('_')}_${resource.name}.yaml`;
  const namespace = isOneOfMany ? `${effectiveNamespace(resource.currentId)}_` : '';
  return (namespace + name).toLowerCase();
}

/** Into a folder: a file an object. */
function writeFiles(context: CommandContext, folder: string, resources: readonly Resource[]): void {
  const { files } = context.host;
  const inNamespaces = resources.filter(({ gvk }) => !isClusterScoped(gvk));
  const namespaces = new Set(inNamespaces.map((one) => effectiveNamespace(one.currentId)));
  for (const one of resources) {
    const isMany = namespaces.size > 1 && inNamespaces.includes(one);
    if (one.node) files.write(`${folder}/${fileName(one, isMany)}`, writeObject(one.node));
  }
}

/** Builds, and tells of what is deprecated, whether it comes to something or not. */
async function build(
  context: CommandContext,
  path: string,
  options: Omit<BuildOptions, 'warn'>,
): Promise<readonly Resource[]> {
  const warnings: string[] = [];
  try {
    return buildKustomization(context.host, path, {
      ...options,
      warn: (line) => warnings.push(line),
    });
  } finally {
    for (const line of warnings) await context.err(`${line}\n`);
  }
}

/** The manifests of `-k FOLDER`. Mirrors cli-runtime pkg/resource/kustomizevisitor.go. */
export const kustomizeText = async (context: CommandContext, path: string): Promise<string> =>
  writeResources(await build(context, path, {}));

/** Into a folder that is there, or a file. */
function writeOutput(
  context: CommandContext,
  output: string,
  resources: readonly Resource[],
): void {
  const { files } = context.host;
  const at = absolutePath(context.host, output);
  if (files.stat(at)?.kind === 'folder') {
    writeFiles(context, at, resources);
    return;
  }
  const parent = files.stat(at.slice(0, at.lastIndexOf('/')) || '/');
  if (parent?.kind !== 'folder')
    throw new KubectlError(
      `open ${output}: ${parent ? 'not a directory' : 'no such file or directory'}`,
    );
  files.write(at, writeResources(resources));
}

export async function runKustomize(context: CommandContext): Promise<number | undefined> {
  const { args, flags } = context;
  if (args.length > 1) throw new KubectlError('specify one path to kustomization.yaml');
  const restrictor = checked(context, 'load-restrictor', restrictors);
  const reorder = checked(context, 'reorder', orders);
  const resources = await build(context, args[0] ?? '.', {
    isUnrestricted: restrictor === 'LoadRestrictionsNone',
    reorder: reorder === 'none' ? 'none' : 'legacy',
    managedByLabel: flags.bool('enable-managedby-label'),
  });
  const output = flags.string('output');
  if (output) writeOutput(context, output, resources);
  else await context.out(writeResources(resources));
  return undefined;
}
