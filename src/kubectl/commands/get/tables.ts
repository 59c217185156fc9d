/** `get` for people: the server's tables, kind by kind. Mirrors kubectl pkg/cmd/get/get.go Run. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Table } from '../../api-client.ts';
import type { CommandContext } from '../../command.ts';
import { type ApiResource, qualifiedSingular } from '../../discovery.ts';
import { isExpected, KubectlError, throwAll } from '../../errors.ts';
import { withNamespaceHint } from '../../namespace-hint.ts';
import { relaxed, sortObjects, sortRows } from '../../printers/sort-by.ts';
import { TabWriter } from '../../printers/tab-writer.ts';
import { type TableOptions, TablePrinter } from '../../printers/table.ts';
import { listError, planResources, type Source } from '../../resource-args.ts';
import { unforgiven } from './generic.ts';
import { objectTable } from './object-table.ts';
import { getQuery } from './query.ts';

/** One answer of the server. */
export interface TableInfo {
  readonly resource: ApiResource;
  readonly table: Table;
}

export const isTable = (body: Table | KubeObject): body is Table => body.kind === 'Table';

/** Asks for a source as a table; what comes as an object is made one with name and age. */
export async function fetchTable(context: CommandContext, source: Source): Promise<TableInfo> {
  if (source.type === 'failed') throw source.error;
  const includeObject = context.flags.string('sort-by') ? 'Object' : undefined;
  if (source.type === 'selection') {
    const { resource, namespace, labelSelector, fieldSelector } = source;
    const chunkSize = includeObject ? 0 : context.flags.number('chunk-size');
    try {
      const table = await context.api.listTable(resource, {
        namespace,
        labelSelector,
        fieldSelector,
        chunkSize,
        ...(includeObject ? { includeObject } : {}),
      });
      return { resource, table };
    } catch (error) {
      throw listError(error, source);
    }
  }
  const { resource, namespace, name } = source.info;
  const body = await withNamespaceHint(context.api, resource, namespace, () =>
    context.api.getTable(resource, namespace, name, {
      subresource: context.flags.string('subresource'),
      ...(includeObject ? { includeObject } : {}),
    }),
  );
  return { resource, table: isTable(body) ? body : objectTable(context, body) };
}

/** How tables are laid out, by the flags. */
export function tableOptions(
  context: CommandContext,
  resource: ApiResource,
  withKind: boolean,
): TableOptions {
  const { flags } = context;
  return {
    wide: flags.string('output') === 'wide',
    noHeaders: flags.bool('no-headers'),
    withNamespace: flags.bool('all-namespaces') && resource.namespaced,
    showLabels: flags.bool('show-labels'),
    columnLabels: flags.list('label-columns'),
    kind: withKind || flags.bool('show-kind') ? qualifiedSingular(resource) : '',
  };
}

/** What fails here is told to nobody: upstream forgets the printer's error, and the table is not printed. */
function sorted(context: CommandContext, table: Table): Table | undefined {
  const field = context.flags.string('sort-by');
  if (!field || table.rows.length < 2) return table;
  try {
    return { ...table, rows: sortRows(context.host, field, table.rows) };
  } catch (error) {
    if (!(error instanceof KubectlError) || error.plain) throw error;
    return undefined;
  }
}

/** Several answers are sorted as if they were objects, though they are tables: few paths lead into those. */
function sortedAnswers(context: CommandContext, infos: readonly TableInfo[]): readonly TableInfo[] {
  const field = context.flags.string('sort-by');
  if (!field || infos.length < 2) return infos;
  const tables = infos.map(({ table }) => table);
  return sortObjects(context.host, relaxed(field), tables).flatMap((table) =>
    infos.filter((info) => info.table === table),
  );
}

/** The text of all tables: one block a kind, a blank line between blocks. */
function printTables(context: CommandContext, infos: readonly TableInfo[]): string {
  const withKind = infos.some(({ resource }) => resource !== infos[0]?.resource);
  const writer = new TabWriter();
  let text = '';
  let separatorDue = false;
  const flush = (): void => {
    const block = writer.flush();
    if (!block) return;
    text += separatorDue ? `\n${block}` : block;
    separatorDue = false;
  };
  let last: ApiResource | undefined;
  let printer: TablePrinter | undefined;
  for (const { resource, table } of infos) {
    if (!printer || resource !== last) {
      flush();
      writer.forgetWidths();
      if (last && text && !context.flags.bool('no-headers')) separatorDue = true;
      printer = new TablePrinter(tableOptions(context, resource, withKind));
      last = resource;
    }
    const rows = sorted(context, table);
    if (rows) printer.print(rows, writer);
  }
  flush();
  return text;
}

export async function getTables(context: CommandContext): Promise<undefined> {
  const plan = await planResources(context, getQuery(context));
  const infos: TableInfo[] = [];
  const failures: Error[] = [];
  for (const source of plan.sources) {
    try {
      infos.push(await fetchTable(context, source));
    } catch (error) {
      if (!isExpected(error)) throw error;
      failures.push(error);
    }
  }
  const errors = unforgiven(context, failures);
  const text = printTables(context, sortedAnswers(context, infos));
  if (text) await context.out(text);
  else if (errors.length === 0 && !context.flags.bool('ignore-not-found')) {
    const namespaced =
      !context.flags.bool('all-namespaces') && infos.every(({ resource }) => resource.namespaced);
    await context.err(
      namespaced
        ? `No resources found in ${context.namespace} namespace.\n`
        : 'No resources found\n',
    );
  }
  throwAll(errors);
  return undefined;
}
