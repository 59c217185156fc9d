/** From `-o`, `--template` and company to a printer. Mirrors cli-runtime pkg/genericclioptions/print_flags.go. */
import { quoteGo } from '#apimachinery/go-quote.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../command.ts';
import { type DryRun, withDryRun } from '../dry-run.ts';
import { KubectlError } from '../errors.ts';
import { absolutePath } from '../paths.ts';
import { goTemplatePrinter } from './go-template.ts';
import { jsonPrinter } from './json.ts';
import { jsonPathPrinter } from './jsonpath.ts';
import { kyamlPrinter } from './kyaml.ts';
import { namePrinter } from './name.ts';
import type { ObjectPrinter } from './printer.ts';
import { yamlPrinter } from './yaml.ts';

/** Formats of commands that change things; `get` has three more. */
export const basicFormats = [
  'go-template',
  'go-template-file',
  'json',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
  'kyaml',
  'name',
  'template',
  'templatefile',
  'yaml',
] as const;

export const unknownFormat = (format: string, allowed: readonly string[]): KubectlError =>
  new KubectlError(
    `unable to match a printer suitable for the output format ${quoteGo(format)}, allowed formats are: ${[...allowed].sort().join(',')}`,
  );

/** The format asked for: a `--template` alone means go-template. */
export const formatOf = ({ flags }: CommandContext): string =>
  flags.string('output') || (flags.string('template') ? 'go-template' : '');

/** "jsonpath={.x}" ⇒ { name: "jsonpath", argument: "{.x}" } */
export function splitFormat(format: string): { readonly name: string; readonly argument: string } {
  const equals = format.indexOf('=');
  return equals < 0
    ? { name: format, argument: '' }
    : { name: format.slice(0, equals), argument: format.slice(equals + 1) };
}

function readTemplate(context: CommandContext, path: string, what: string): string {
  if (!context.host.files.stat(absolutePath(context.host, path)))
    throw new KubectlError(
      `error reading ${what} ${path}, open ${path}: no such file or directory`,
    );
  return context.host.files.read(absolutePath(context.host, path));
}

function templatePrinter(context: CommandContext, format: string): ObjectPrinter | undefined {
  const { name, argument: given } = splitFormat(format);
  const { flags } = context;
  // With --template the format stands alone.
  if (format.includes('=') && flags.string('template')) return undefined;
  const argument = given || flags.string('template');
  const allowMissingKeys = flags.bool('allow-missing-template-keys');
  if (/^jsonpath(-as-json|-file)?$/.test(name)) {
    if (!argument) throw new KubectlError('template format specified but no template given');
    const text = name === 'jsonpath-file' ? readTemplate(context, argument, 'template') : argument;
    return jsonPathPrinter(text, { allowMissingKeys, asJson: name === 'jsonpath-as-json' });
  }
  if (!/^(go-template|go-template-file|template|templatefile)$/.test(name)) return undefined;
  if (!argument) throw new KubectlError('template format specified but no template given');
  const text = name.endsWith('file') ? readTemplate(context, argument, '--template') : argument;
  return goTemplatePrinter(text, allowMissingKeys);
}

/** Without managedFields, unless they are asked for. */
export function withoutManagedFields<T>(object: T): T {
  const { metadata, items } = (object ?? {}) as {
    readonly metadata?: { readonly managedFields?: unknown };
    readonly items?: readonly unknown[];
  };
  if (items) return { ...object, items: items.map(withoutManagedFields) };
  if (metadata?.managedFields === undefined) return object;
  const { managedFields: _, ...rest } = metadata;
  return { ...object, metadata: rest };
}

const stripping = (printer: ObjectPrinter): ObjectPrinter => ({
  print: (object) => printer.print(withoutManagedFields(object)),
});

/**
 * The printer of a format that prints whole objects; undefined for none (`""`, `wide`,
 * `custom-columns`). `keepOrder`: the object's keys are in the order of a Go struct.
 */
export function objectPrinter(
  context: CommandContext,
  format: string,
  options: { readonly keepOrder?: boolean } = {},
): ObjectPrinter | undefined {
  const strip = (printer: ObjectPrinter): ObjectPrinter =>
    context.flags.bool('show-managed-fields') ? printer : stripping(printer);
  switch (format.toLowerCase()) {
    case 'json':
      return strip(jsonPrinter(options.keepOrder));
    case 'yaml':
      return strip(yamlPrinter());
    case 'kyaml':
      return strip(kyamlPrinter());
    case 'name':
      return namePrinter();
    default:
      return templatePrinter(context, format);
  }
}

/** The same for commands that look at `-o` only when they have something to print. */
export function lateChangePrinter(
  context: CommandContext,
  dryRun: DryRun,
): ReturnType<typeof changePrinter> {
  let print: ReturnType<typeof changePrinter> | undefined;
  return async (object, operation) => {
    print ??= changePrinter(context, dryRun);
    await print(object, operation);
  };
}

/**
 * How a command tells what it did: `deployment.apps/web scaled (dry run)`, or the object with `-o`.
 * Make it once a command: YAML printers count. Throws for a format there isn't.
 */
export function changePrinter(
  context: CommandContext,
  dryRun: DryRun,
  options: { readonly keepOrder?: boolean } = {},
): (object: KubeObject | object, operation: string) => Promise<void> {
  const format = formatOf(context);
  const printer = format ? objectPrinter(context, format, options) : undefined;
  if (format && !printer) throw unknownFormat(format, basicFormats);
  return (object, operation) =>
    context.out((printer ?? namePrinter(withDryRun(operation, dryRun))).print(object));
}
