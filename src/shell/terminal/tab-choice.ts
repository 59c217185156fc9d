/** What Tab makes of the candidates: the text it puts in, and the list that a second Tab shows. */
import { inColumns } from './columns.ts';
import { type Completion, commonPrefix } from './completion.ts';
import { described } from './described.ts';
import { closed } from './screen-text.ts';

export interface TabChoice {
  /** As far as all candidates agree; the only one whole. */
  readonly insert: string;
  readonly isOnly: boolean;
  /** The candidates, as many side by side as fit; files without their folders. */
  list(columns: number): string;
}

/** Undefined when nothing fits. */
export function chooseOnTab({
  candidates,
  noSpace,
  descriptions,
}: Completion): TabChoice | undefined {
  const unique = [...new Set(candidates)].sort();
  const [only] = unique;
  if (only === undefined) return undefined;
  const isOnly = unique.length === 1;
  const whole = noSpace || /[/=:]$/.test(only) ? only : `${closed(only)} `;
  const lastPart = (name: string): string =>
    name.replace(/^(?:.*\/)(?=[^/]+\/?$)/s, '').replace(/\\(.)/g, '$1');
  return {
    insert: isOnly ? whole : commonPrefix(unique),
    isOnly,
    list: (columns) =>
      inColumns(
        descriptions ? described(unique, descriptions, columns) : unique.map(lastPart),
        columns,
      ),
  };
}
