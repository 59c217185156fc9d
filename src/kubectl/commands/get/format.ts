/** The printers `get` has beyond those of every command: custom columns. Mirrors kubectl pkg/cmd/get/get_flags.go. */
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { absolutePath } from '../../paths.ts';
import {
  columnsFromSpec,
  columnsFromTemplate,
  customColumnsPrinter,
} from '../../printers/custom-columns.ts';
import { basicFormats, objectPrinter, splitFormat, unknownFormat } from '../../printers/index.ts';
import type { ObjectPrinter } from '../../printers/printer.ts';

const formats = [...basicFormats, 'custom-columns', 'custom-columns-file', 'wide'];

function customColumns(context: CommandContext, format: string): ObjectPrinter | undefined {
  const { name, argument } = splitFormat(format);
  const noHeaders = context.flags.bool('no-headers');
  if (name === 'custom-columns') return customColumnsPrinter(columnsFromSpec(argument), noHeaders);
  if (name !== 'custom-columns-file') return undefined;
  const path = absolutePath(context.host, argument);
  if (argument === '')
    throw new KubectlError('custom-columns format specified but no custom columns given');
  if (!context.host.files.stat(path))
    throw new KubectlError(
      `error reading template ${argument}, open ${argument}: no such file or directory\n`,
    );
  return customColumnsPrinter(columnsFromTemplate(context.host.files.read(path)), noHeaders);
}

/** A printer of whole objects; throws for a format there isn't. */
export function getPrinter(context: CommandContext, format: string): ObjectPrinter {
  const printer = customColumns(context, format) ?? objectPrinter(context, format);
  if (!printer) throw unknownFormat(format, formats);
  return printer;
}

/** Whether a format needs whole objects rather than tables. */
export const isTableFormat = (format: string): boolean => format === '' || format === 'wide';
