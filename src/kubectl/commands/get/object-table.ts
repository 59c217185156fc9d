/** A table of name and age, for what the server gave as an object. Mirrors cli-runtime pkg/printers/tableprinter.go printObjectMeta. */
import { humanDuration } from '#apimachinery/duration.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { parseTime } from '#apimachinery/time.ts';
import type { Table, TableColumn } from '../../api-client.ts';
import type { CommandContext } from '../../command.ts';

const column = (name: string, format: string): TableColumn => ({
  name,
  type: 'string',
  format,
  description: '',
  priority: 0,
});
const columnDefinitions = [column('Name', 'name'), column('Age', '')];

export function objectTable(context: CommandContext, object: KubeObject): Table {
  const created = object.metadata?.creationTimestamp;
  const age = created ? humanDuration(context.host.clock.now() - parseTime(created)) : '<unknown>';
  return {
    kind: 'Table',
    columnDefinitions,
    rows: [{ cells: [object.metadata?.name ?? '', age], object }],
  };
}
