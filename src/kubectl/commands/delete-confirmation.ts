/** `kubectl delete -i`: shows what would go, and asks. Mirrors kubectl pkg/cmd/delete/delete.go confirmation. */
import type { CommandContext } from '../command.ts';
import { type Info, type ResourceQuery, visitNames } from '../resource-args.ts';

const placeOf = ({ resource, namespace, name }: Info): string =>
  `${resource.group}/${resource.plural}/${namespace}/${name}`;

/** Asks; gives a test for what was shown, undefined for a no. */
export async function confirmed(
  context: CommandContext,
  query: ResourceQuery,
): Promise<((info: Info) => boolean) | undefined> {
  const shown: Info[] = [];
  await visitNames(context, query, async (info) => void shown.push(info));
  const lines = shown.map((info) => `${qualifiedKind(info)}/${info.name}\n`).join('');
  await context.out(
    `You are about to delete the following ${shown.length} resource(s):\n${lines}Do you want to continue? (y/N): `,
  );
  const [answer = ''] = ((await context.host.stdin.read()) ?? '').split('\n');
  if (answer.trim().toLowerCase() !== 'y') return undefined;
  const places = new Set(shown.map(placeOf));
  return (info) => places.has(placeOf(info));
}

const qualifiedKind = ({ resource }: Info): string =>
  resource.kind.toLowerCase() + (resource.group ? `.${resource.group}` : '');
