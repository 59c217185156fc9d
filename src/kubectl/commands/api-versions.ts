/** `kubectl api-versions`. Mirrors kubectl pkg/cmd/apiresources/apiversions.go. */
import type { Command, CommandContext } from '../command.ts';
import { usageError } from '../errors.ts';

interface Groups {
  readonly groups?: readonly { readonly versions?: readonly { readonly groupVersion: string }[] }[];
}

async function run(context: CommandContext): Promise<undefined> {
  const { api, args } = context;
  if (args.length > 0) throw usageError(context.path, `unexpected arguments: [${args.join(' ')}]`);
  const core = (await api.getPath('/api')) as { readonly versions?: readonly string[] };
  const named = (await api.getPath('/apis')) as Groups;
  const versions = (named.groups ?? []).flatMap(({ versions: own = [] }) =>
    own.map(({ groupVersion }) => groupVersion),
  );
  const all = [...new Set([...(core.versions ?? []), ...versions])].sort();
  await context.out(all.map((version) => `${version}\n`).join(''));
  return undefined;
}

export const apiVersions: Command = {
  name: 'api-versions',
  use: 'api-versions',
  short: 'Print the supported API versions on the server, in the form of "group/version"',
  examples: `# All API versions
kubectl api-versions`,
  run,
};
