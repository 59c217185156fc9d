/** Reviews: questions that are asked by creating an object. */
import type { JsonObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import { notSimulatedError } from '../../errors.ts';

/** Sends a review and gives its status; says what is missing when the server has no such reviews. */
export async function sendReview<Status>(
  { api, path }: CommandContext,
  plural: string,
  group: string,
  spec: JsonObject,
): Promise<{ readonly object: object; readonly status: Status }> {
  const resource = (await api.discover()).find(`${plural}.${group}`);
  if (!resource) throw notSimulatedError(`an API server that answers ${path}`);
  const body = { kind: resource.kind, apiVersion: `${group}/${resource.version}`, ...spec };
  const object = await api.create(resource, '', body);
  return { object, status: (object as unknown as { readonly status: Status }).status };
}
