/** `-o custom-columns=NAME:.metadata.name,…`. Mirrors kubectl pkg/cmd/get/customcolumn.go. */
import { KubectlError } from '../errors.ts';
import { findResults, goSprint } from './jsonpath/evaluate.ts';
import type { JsonPathList } from './jsonpath/nodes.ts';
import { parseJsonPath } from './jsonpath/parse.ts';
import type { ObjectPrinter } from './printer.ts';
import { TabWriter } from './tab-writer.ts';
import { escapeTerminal } from './table.ts';

export interface CustomColumn {
  readonly header: string;
  readonly path: JsonPathList;
}

/** `metadata.name`, `.metadata.name`, `{metadata.name}` ⇒ `{.metadata.name}` */
export function relaxedJsonPath(expression: string): string {
  if (expression === '') return '';
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(expression);
  if (!match)
    throw new KubectlError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    );
  return `{.${match[1] ?? match[2] ?? ''}}`;
}

const columnOf = (header: string, expression: string): CustomColumn => ({
  header,
  path: parseJsonPath(relaxedJsonPath(expression)),
});

/** "NAME:.metadata.name,IMAGE:.spec.containers[*].image" */
export function columnsFromSpec(spec: string): readonly CustomColumn[] {
  if (spec === '')
    throw new KubectlError('custom-columns format specified but no custom columns given');
  return spec.split(',').map((part) => {
    const colon = part.indexOf(':');
    if (colon < 0)
      throw new KubectlError(
        `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`,
      );
    return columnOf(part.slice(0, colon), part.slice(colon + 1));
  });
}

/** A line of headers and a line of paths. */
export function columnsFromTemplate(template: string): readonly CustomColumn[] {
  const lines = template.split('\n');
  const words = (at: number, what: string): readonly string[] => {
    const line = lines[at];
    if (line === undefined || (at > 0 && line === '' && lines.length === at + 1))
      throw new KubectlError(
        `invalid template, missing ${what} line. Expected format is one line of space separated headers, one line of space separated column specs.`,
      );
    return line.split(/\s+/).filter(Boolean);
  };
  const headers = words(0, 'header');
  const specs = words(1, 'spec');
  if (headers.length !== specs.length)
    throw new KubectlError(
      `number of headers (${headers.length}) and field specifications (${specs.length}) don't match`,
    );
  return headers.map((header, at) => columnOf(header, specs[at] ?? ''));
}

function cellOf({ path }: CustomColumn, object: unknown): string {
  const results = findResults(path, object, { allowMissingKeys: true });
  const none = results.length === 0 || results[0]?.length === 0 ? ['<none>'] : [];
  return [...none, ...results.flat().map((value) => escapeTerminal(goSprint(value)))].join(',');
}

/** Prints headers once, and an object or each item of a list as a row. */
export function customColumnsPrinter(
  columns: readonly CustomColumn[],
  noHeaders: boolean,
): ObjectPrinter {
  const writer = new TabWriter();
  let headersDue = !noHeaders;
  return {
    print: (object) => {
      if (headersDue) writer.row(columns.map(({ header }) => header));
      headersDue = false;
      const { items } = (object ?? {}) as { readonly items?: readonly unknown[] };
      for (const entry of items ?? [object])
        writer.row(columns.map((column) => cellOf(column, entry)));
      return writer.flush();
    },
  };
}
