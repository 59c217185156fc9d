/** Tables for people, from the server's Tables. Mirrors cli-runtime pkg/printers/tableprinter.go. */
import type { Table, TableColumn, TableRow } from '../api-client.ts';
import type { TabWriter } from './tab-writer.ts';

export interface TableOptions {
  readonly wide: boolean;
  readonly noHeaders: boolean;
  readonly withNamespace: boolean;
  readonly showLabels: boolean;
  /** `-L app,tier` */
  readonly columnLabels: readonly string[];
  /** `deployment.apps` to print `deployment.apps/web` as the name; "" not to. */
  readonly kind: string;
}

const eventTypes: Readonly<Record<string, string>> = {
  ADDED: 'ADDED   ',
  MODIFIED: 'MODIFIED',
  DELETED: 'DELETED ',
  ERROR: 'ERROR   ',
};

const column = (name: string): TableColumn => ({
  name,
  type: 'string',
  format: '',
  description: '',
  priority: 0,
});

/** "example.com/tier" ⇒ "TIER" */
const labelHeader = (label: string): string =>
  label.slice(label.lastIndexOf('/') + 1).toUpperCase();

/** `app=web,tier=front`; `<none>` without labels. */
export function formatLabels(labels: Readonly<Record<string, string>> | undefined): string {
  const text = Object.keys(labels ?? {})
    .sort((a, b) => (a < b ? -1 : 1))
    .map((key) => `${key}=${labels?.[key] ?? ''}`)
    .join(',');
  return text || '<none>';
}

/** Up to the first line break; escape sequences made harmless. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'string') return escapeTerminal(String(cell));
  const cut = cell.search(/[\f\n\r]/);
  return cut < 0 ? escapeTerminal(cell) : `${escapeTerminal(cell.slice(0, cut))}...`;
}

/** ESC ⇒ "^[": so that output cannot steer the terminal. Mirrors cli-runtime pkg/printers/terminal.go. */
export const escapeTerminal = (text: string): string =>
  text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');

const sameColumns = (a: readonly TableColumn[], b: readonly TableColumn[]): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((entry, at) => entry.name === b[at]?.name && entry.priority === b[at]?.priority));

/** Prints tables one after another; headers again only when the columns change. */
export class TablePrinter {
  private readonly options: TableOptions;
  private lastColumns: readonly TableColumn[] = [];
  private printedHeaders = false;

  constructor(options: TableOptions) {
    this.options = options;
  }

  /** `eventType` puts an EVENT column in front. */
  print(table: Table, writer: TabWriter, eventType = ''): void {
    const given = table.columnDefinitions ?? [];
    const known =
      this.printedHeaders && (given.length === 0 || sameColumns(given, this.lastColumns));
    if (given.length > 0 && !sameColumns(given, this.lastColumns)) {
      this.lastColumns = given;
      this.printedHeaders = false;
    }
    const rows = table.rows ?? [];
    if (rows.length > 0) this.printedHeaders = true;
    if (!this.options.noHeaders && rows.length === 0) return;
    const columns = this.columns(eventType);
    const shown = columns
      .map((entry, at) => ({ entry, at }))
      .filter(({ entry }) => this.options.wide || entry.priority === 0);
    if (!this.options.noHeaders && !known)
      writer.row(shown.map(({ entry }) => entry.name.toUpperCase()));
    for (const row of rows) {
      const cells = this.cells(row, eventType);
      writer.row(shown.filter(({ at }) => at < cells.length).map(({ at }) => cellText(cells[at])));
    }
  }

  private columns(eventType: string): readonly TableColumn[] {
    const { withNamespace, columnLabels, showLabels } = this.options;
    return [
      ...(eventType ? [column('Event')] : []),
      ...(withNamespace ? [column('Namespace')] : []),
      ...this.lastColumns,
      ...columnLabels.map((label) => column(labelHeader(label))),
      ...(showLabels ? [column('Labels')] : []),
    ];
  }

  private cells(row: TableRow, eventType: string): readonly unknown[] {
    const { withNamespace, columnLabels, showLabels, kind } = this.options;
    const metadata = row.object?.metadata;
    const nameAt = kind
      ? this.lastColumns.findIndex((entry) => entry.format === 'name' && entry.type === 'string')
      : -1;
    const own = row.cells.map((cell, at) => (at === nameAt ? `${kind}/${String(cell)}` : cell));
    return [
      ...(eventType ? [eventTypes[eventType] ?? eventType] : []),
      ...(withNamespace ? [metadata?.namespace ?? ''] : []),
      ...own,
      ...columnLabels.map((label) => metadata?.labels?.[label] ?? ''),
      ...(showLabels ? [formatLabels(metadata?.labels)] : []),
    ];
  }
}
