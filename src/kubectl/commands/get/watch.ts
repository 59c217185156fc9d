/** `get --watch`. Mirrors kubectl pkg/cmd/get/get.go watch and skip_printer.go. */
import type { WatchFrame } from '#apimachinery/api.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { type Status, StatusError } from '#apimachinery/status.ts';
import type { Table } from '../../api-client.ts';
import type { CommandContext } from '../../command.ts';
import type { ApiResource } from '../../discovery.ts';
import { isNotFound } from '../../errors.ts';
import { goJson } from '../../printers/go-json.ts';
import { formatOf } from '../../printers/index.ts';
import { sortRows } from '../../printers/sort-by.ts';
import { TabWriter } from '../../printers/tab-writer.ts';
import { TablePrinter } from '../../printers/table.ts';
import { listError, planResources, type Source, withType } from '../../resource-args.ts';
import { getPrinter, isTableFormat } from './format.ts';
import { getQuery } from './query.ts';
import { fetchTable, tableOptions } from './tables.ts';

/** Prints what is listed and what comes after, in one format. */
interface WatchPrinter {
  /** What is there at first; with `silent` it is only remembered (columns). */
  initial(context: CommandContext, source: Source, silent: boolean): Promise<string>;
  event(context: CommandContext, frame: WatchFrame): Promise<void>;
  readonly asTable: boolean;
}

/** Where a watch of a source looks. */
const placeOf = (source: Source): { resource: ApiResource; namespace: string } | undefined => {
  if (source.type === 'failed') throw source.error;
  return source.type === 'selection' ? source : source.info;
};

function tableWatch(context: CommandContext, resource: ApiResource): WatchPrinter {
  const printer = new TablePrinter(tableOptions(context, resource, false));
  const writer = new TabWriter();
  const withEvents = context.flags.bool('output-watch-events');
  const print = async (table: Table, type: string): Promise<void> => {
    printer.print(table, writer, withEvents ? type : '');
    const text = writer.flush();
    if (text) await context.out(text);
  };
  return {
    asTable: true,
    async initial(_, source, silent) {
      const { table } = await fetchTable(context, source);
      const field = context.flags.string('sort-by');
      const rows =
        field && table.rows.length > 0 ? sortRows(context.host, field, table.rows) : table.rows;
      await print({ ...table, rows: silent ? [] : rows }, 'ADDED');
      return table.metadata?.resourceVersion ?? '';
    },
    event: (_, frame) => print(frame.object as Table, frame.type),
  };
}

function genericWatch(context: CommandContext, resource: ApiResource): WatchPrinter {
  const printer = getPrinter(context, formatOf(context));
  const withEvents = context.flags.bool('output-watch-events');
  const format = formatOf(context);
  /** Mirrors cli-runtime pkg/printers/json.go PrintObj: an event is JSON on one line. */
  const eventText = (object: KubeObject, type: string): string =>
    format === 'json'
      ? `{"type":${JSON.stringify(type)},"object":${goJson(object)}}\n`
      : printer.print({ type, object });
  const print = (object: KubeObject, type: string): Promise<void> =>
    context.out(withEvents && format !== 'name' ? eventText(object, type) : printer.print(object));
  return {
    asTable: false,
    async initial(_, source, silent) {
      if (source.type === 'selection') {
        const list = await context.api.list(resource, source);
        if (!silent) for (const item of list.items) await print(withType(item, resource), 'ADDED');
        return list.metadata.resourceVersion ?? '';
      }
      if (source.type === 'failed') throw source.error;
      const { namespace, name } = source.info;
      const object = await context.api.get(resource, namespace, name);
      if (!silent) await print(object, 'ADDED');
      return object.metadata.resourceVersion;
    },
    event: (_, frame) => print(withType(frame.object as KubeObject, resource), frame.type),
  };
}

const watchQuery = (
  context: CommandContext,
  source: Source,
): { fieldSelector: string; labelSelector: string } =>
  source.type === 'selection'
    ? source
    : {
        fieldSelector: source.type === 'failed' ? '' : `metadata.name=${source.info.name}`,
        labelSelector: context.flags.string('selector'),
      };

/** The first source; a watch takes no more than one. */
async function onlySource(context: CommandContext): Promise<Source | undefined> {
  const query = { ...getQuery(context), singleResourceType: true, continueOnError: false };
  const plan = await planResources(context, query);
  return plan.sources[0];
}

async function follow(
  context: CommandContext,
  printer: WatchPrinter,
  source: Source,
  place: { resource: ApiResource; namespace: string },
  resourceVersion: string,
): Promise<void> {
  const isSelection = source.type === 'selection';
  let skip = !isSelection;
  const frames = context.api.watch(place.resource, {
    namespace: place.namespace,
    ...watchQuery(context, source),
    resourceVersion: isSelection ? resourceVersion : '0',
    table: printer.asTable,
  });
  for await (const frame of frames) {
    if (frame.type === 'BOOKMARK') continue;
    if (frame.type === 'ERROR') throw StatusError.from(frame.object as Status);
    if (!skip) await printer.event(context, frame);
    skip = false;
  }
}

export async function watchObjects(context: CommandContext): Promise<undefined> {
  const source = await onlySource(context);
  const place = source && placeOf(source);
  if (!source || !place) return undefined;
  const printer = isTableFormat(formatOf(context))
    ? tableWatch(context, place.resource)
    : genericWatch(context, place.resource);
  try {
    const version = await printer.initial(context, source, context.flags.bool('watch-only'));
    await follow(context, printer, source, place, version);
  } catch (error) {
    if (isNotFound(error) && context.flags.bool('ignore-not-found')) return undefined;
    throw source.type === 'selection' ? listError(error, source) : error;
  }
  return undefined;
}
