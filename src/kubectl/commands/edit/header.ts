/** The comment at the head of a file that is edited: what to do, and why it was opened again. */
import type { StatusError } from '#apimachinery/status.ts';
import { qualifiedPlural } from '../../discovery.ts';
import type { FetchedInfo } from '../../resource-args.ts';

export interface Reason {
  readonly head: string;
  readonly other: readonly string[];
}

/** Why the server refused an object. */
export const reasonOf = (error: StatusError, { resource, name }: FetchedInfo): Reason => ({
  head: `${qualifiedPlural(resource)} "${name}" was not valid:`,
  other: error.status.details?.causes?.length
    ? error.status.details.causes.map(({ field, message }) => `${field ?? ''}: ${message ?? ''}`)
    : [error.message],
});

/** Lines of comment, with an empty one at their end. */
export function header(reasons: readonly Reason[]): string {
  const lines = [
    "# Please edit the object below. Lines beginning with a '#' will be ignored,",
    '# and an empty file will abort the edit. If an error occurs while saving this file will be',
    '# reopened with the relevant failures.',
    '#',
  ];
  for (const { head, other } of reasons) {
    lines.push(`# ${head}`);
    for (const text of other) lines.push(`# * ${text}`);
    lines.push('#');
  }
  return `${lines.join('\n')}\n`;
}
