/** `cpu=100m,memory=256Mi` ⇒ a resource list. Mirrors kubectl pkg/generate/versioned/run.go populateResourceListV1. */
import type { StringMap } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import { KubectlError } from '../../errors.ts';

/** "" ⇒ an empty list. Refuses what is no quantity. */
export function parseResourceList(text: string): StringMap {
  if (text === '') return {};
  const entries = text.split(',').map((statement) => {
    const [name = '', quantity = '', ...more] = statement.split('=');
    if (more.length > 0 || !statement.includes('='))
      throw new KubectlError(`Invalid argument syntax ${statement}, expected <resource>=<value>`);
    try {
      return [name, canonicalQuantity(quantity)] as const;
    } catch (error) {
      if (error instanceof ParseError) throw new KubectlError(error.message);
      throw error;
    }
  });
  return Object.fromEntries(entries);
}
