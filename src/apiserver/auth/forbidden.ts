/** Refusals of what a user may not do, in upstream's words. Mirrors apiserver pkg/endpoints/handlers/responsewriters/errors.go. */
import { StatusError } from '#apimachinery/status.ts';
import type { Attributes } from './attributes.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const quoted = (text: string): string => JSON.stringify(text);

/** `User "jane" cannot list resource "pods" in API group "" in the namespace "default"` */
function sentence(user: string, asked: Attributes): string {
  const { verb, path, group = '', resource = '', subresource, namespace } = asked;
  const who = `User ${quoted(user)} cannot ${verb}`;
  if (path !== undefined) return `${who} path ${quoted(path)}`;
  const what = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace ? `in the namespace ${quoted(namespace)}` : 'at the cluster scope';
  return `${who} resource ${quoted(what)} in API group ${quoted(group)} ${where}`;
}

/** 403: `pods is forbidden: User "jane" cannot list resource "pods" … in the namespace "default"` */
export function userForbiddenError(user: string, asked: Attributes, reason: string): StatusError {
  const { group = '', resource = '', name = '' } = asked;
  const why = escaped(sentence(user, asked)) + (reason ? `: ${reason}` : '');
  const about = group ? `${resource}.${group}` : resource;
  const head = about ? `${about}${name ? ` ${quoted(name)}` : ''} is forbidden` : 'forbidden';
  return new StatusError(403, 'Forbidden', `${head}: ${why}`, {
    ...(name ? { name } : {}),
    ...(group ? { group } : {}),
    ...(resource ? { kind: resource } : {}),
  });
}
