/** What `pause`, `resume` and `restart` share: a strategic patch for every object that is meant. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { CommandContext } from '../../command.ts';
import { qualifiedPlural } from '../../discovery.ts';
import { isExpected, KubectlError, throwAll } from '../../errors.ts';
import { lateChangePrinter } from '../../printers/index.ts';
import type { FetchedInfo } from '../../resource-args.ts';
import { readTargets, sayNothingFound } from './targets.ts';

/** A patch, or why there can be none: `is already paused`, or a whole sentence. */
export type PatchOrRefusal =
  | { readonly patch: object }
  | { readonly refusal: string }
  | { readonly failure: string };

async function patchOne(
  context: CommandContext,
  info: FetchedInfo,
  patch: object,
): Promise<KubeObject> {
  const query = { fieldManager: context.flags.string('field-manager') };
  try {
    return await context.api.patch(
      info.resource,
      info.namespace,
      info.name,
      'strategic',
      patch,
      query,
    );
  } catch (error) {
    if (!isExpected(error)) throw error;
    throw new KubectlError(`failed to patch: ${error.message}`);
  }
}

/** Patches each object and prints `operation`; failures are told together at the end. */
export async function patchTargets(
  context: CommandContext,
  operation: string,
  patchOf: (info: FetchedInfo) => PatchOrRefusal,
): Promise<number> {
  const print = lateChangePrinter(context, 'none');
  const { infos, errors: missing } = await readTargets(context);
  if (infos.length === 0 && missing.length === 0) {
    await sayNothingFound(context);
    return 0;
  }
  const errors: Error[] = [...missing];
  for (const info of infos) {
    const made = patchOf(info);
    if ('failure' in made) {
      errors.push(new KubectlError(made.failure));
      continue;
    }
    if ('refusal' in made) {
      const what = `${qualifiedPlural(info.resource)} "${info.name}"`;
      errors.push(new KubectlError(`error: ${what} ${made.refusal}`));
      continue;
    }
    try {
      await print(await patchOne(context, info, made.patch), operation);
    } catch (error) {
      if (!isExpected(error)) throw error;
      errors.push(error);
    }
  }
  throwAll(errors);
  return 0;
}
