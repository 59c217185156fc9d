/** `get -o yaml` and every format that prints whole objects. Mirrors kubectl pkg/cmd/get/get.go printGeneric. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import { AggregateFailure, isNotFound, throwAll } from '../../errors.ts';
import { sortObjects } from '../../printers/sort-by.ts';
import { readInfos } from '../../resource-args.ts';
import { getPrinter } from './format.ts';
import { getQuery } from './query.ts';

/** Several objects are printed as one List. */
export const listOf = (items: readonly KubeObject[]): object => ({
  apiVersion: 'v1',
  items,
  kind: 'List',
  metadata: { resourceVersion: '' },
});

/** Without what `--ignore-not-found` forgives. */
export const unforgiven = (context: CommandContext, errors: readonly Error[]): readonly Error[] =>
  context.flags.bool('ignore-not-found') ? errors.filter((error) => !isNotFound(error)) : errors;

export async function getGeneric(context: CommandContext, format: string): Promise<undefined> {
  const found = await readInfos(context, getQuery(context));
  const errors = unforgiven(context, found.errors);
  const objects = found.infos.map(({ object }) => object);
  if (found.singleItemImplied && errors.length > 0) throwAll(errors);
  if (objects.length === 0 && context.flags.bool('ignore-not-found')) {
    throwAll(errors);
    return undefined;
  }
  const printer = getPrinter(context, format);
  const sortField = context.flags.string('sort-by');
  const single = found.singleItemImplied && objects.length === 1;
  const sorted =
    sortField && !single && objects.length > 0
      ? sortObjects(context.host, sortField, objects)
      : objects;
  await context.out(printer.print(single ? sorted[0] : listOf(sorted)));
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateFailure(errors);
  return undefined;
}
