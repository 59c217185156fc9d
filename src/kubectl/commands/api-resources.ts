/** `kubectl api-resources`. Mirrors kubectl pkg/cmd/apiresources/apiresources.go. */
import type { Command, CommandContext } from '../command.ts';
import { type ApiResource, groupVersionOf, qualifiedPlural } from '../discovery.ts';
import { KubectlError, usageError } from '../errors.ts';
import { objectPrinter, unknownFormat } from '../printers/index.ts';
import { TabWriter } from '../printers/tab-writer.ts';

/** Whether a resource passes `--api-group`, `--namespaced`, `--verbs` and `--categories`. */
function isWanted({ flags }: CommandContext, resource: ApiResource): boolean {
  if (flags.changed('api-group') && resource.group !== flags.string('api-group')) return false;
  if (flags.changed('namespaced') && resource.namespaced !== flags.bool('namespaced')) return false;
  const has = (own: readonly string[], asked: readonly string[]): boolean =>
    asked.every((entry) => own.includes(entry));
  return (
    has(resource.verbs, flags.list('verbs')) && has(resource.categories, flags.list('categories'))
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function sorted(by: string, resources: readonly ApiResource[]): readonly ApiResource[] {
  return [...resources].sort((a, b) => {
    if (by === 'name') return compare(a.plural, b.plural);
    if (by === 'kind') return compare(a.kind, b.kind);
    return compare(a.group, b.group) || compare(a.plural, b.plural);
  });
}

function table({ flags }: CommandContext, resources: readonly ApiResource[]): string {
  const wide = flags.string('output') === 'wide';
  const writer = new TabWriter();
  if (!flags.bool('no-headers'))
    writer.row([
      ...['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'],
      ...(wide ? ['VERBS', 'CATEGORIES'] : []),
    ]);
  for (const resource of resources)
    writer.row([
      resource.plural,
      resource.shortNames.join(','),
      groupVersionOf(resource),
      String(resource.namespaced),
      resource.kind,
      ...(wide ? [resource.verbs.join(','), resource.categories.join(',')] : []),
    ]);
  return writer.flush();
}

/** An APIResourceList, for `-o json` and `-o yaml`. */
const listOf = (resources: readonly ApiResource[]): object => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: '',
  resources: resources.map((resource) => ({
    name: resource.plural,
    singularName: resource.singular,
    namespaced: resource.namespaced,
    group: resource.group || undefined,
    version: resource.version,
    kind: resource.kind,
    verbs: resource.verbs,
    ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
    ...(resource.categories.length > 0 ? { categories: resource.categories } : {}),
  })),
});

async function run(context: CommandContext): Promise<undefined> {
  const { flags, args } = context;
  if (args.length > 0) throw usageError(context.path, `unexpected arguments: [${args.join(' ')}]`);
  const by = flags.string('sort-by');
  const format = flags.string('output');
  const printer = /^(json|kyaml|yaml)$/.test(format)
    ? objectPrinter(context, format, { keepOrder: true })
    : undefined;
  if (!printer && !['', 'wide', 'name'].includes(format))
    throw unknownFormat(format, ['json', 'kyaml', 'name', 'wide', 'yaml']);
  if (by && by !== 'name' && by !== 'kind')
    throw new KubectlError('--sort-by accepts only name or kind');
  const { resources } = await context.api.discover();
  const wanted = sorted(
    by,
    resources.filter((resource) => resource.preferred && isWanted(context, resource)),
  );
  if (printer) await context.out(printer.print(listOf(wanted)));
  else if (format === 'name')
    await context.out(wanted.map((resource) => `${qualifiedPlural(resource)}\n`).join(''));
  else await context.out(table(context, wanted));
  return undefined;
}

export const apiResources: Command = {
  name: 'api-resources',
  use: 'api-resources [flags]',
  short: 'Print the supported API resources on the server',
  examples: `# All resources
kubectl api-resources

# With more columns
kubectl api-resources -o wide

# Only those in namespaces, by name
kubectl api-resources --namespaced=true --sort-by=name

# Those of one API group
kubectl api-resources --api-group=apps`,
  flags: [
    { name: 'api-group', type: 'string', help: 'Only resources of this API group.' },
    { name: 'cached', type: 'bool', help: 'Uses what was learnt before.' },
    { name: 'categories', type: 'stringSlice', help: 'Only resources of these categories.' },
    {
      name: 'namespaced',
      type: 'bool',
      default: 'true',
      help: 'Whether resources in namespaces are shown; all are by default.',
    },
    { name: 'no-headers', type: 'bool', help: 'Prints no headers.' },
    {
      name: 'output',
      short: 'o',
      type: 'string',
      help: 'Output format. One of: (json, yaml, kyaml, name, wide).',
    },
    {
      name: 'show-managed-fields',
      type: 'bool',
      help: 'Keeps managedFields when printing JSON or YAML.',
    },
    { name: 'sort-by', type: 'string', help: "Sorts by 'name' or 'kind'." },
    { name: 'verbs', type: 'stringSlice', help: 'Only resources that know these verbs.' },
  ],
  run,
};
