/** Which objects a patch's target means: patterns for names and kinds, selectors for labels. Mirrors api types/selector.go and resmap Select. */
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import { KubectlError } from '../errors.ts';
import type { Target } from './kustomization.ts';
import type { Resource } from './resource.ts';
import { effectiveNamespace } from './resource-id.ts';

type Test = (text: string) => boolean;

/** Anchored at both ends; no pattern fits all. */
function pattern(text: string | undefined): Test {
  if (!text) return () => true;
  try {
    const found = new RegExp(`^(?:${text})$`);
    return (value) => found.test(value);
  } catch {
    throw new KubectlError(`error parsing regexp: ${regexpTrouble(text)}`);
  }
}

/** As Go's regexp package says it, of the commonest mistakes. */
function regexpTrouble(text: string): string {
  const anchored = `^(?:${text})$`;
  const bracket = text.lastIndexOf('[');
  if (bracket >= 0 && !text.slice(bracket).includes(']'))
    return `missing closing ]: \`${anchored.slice(anchored.lastIndexOf('['))}\``;
  const repeat = /(?:^|[(|])([*+?])/.exec(text)?.[1];
  if (repeat) return `missing argument to repetition operator: \`${repeat}\``;
  const open = [...text].filter((letter) => letter === '(').length;
  const close = [...text].filter((letter) => letter === ')').length;
  return open > close ? `missing closing ): \`${anchored}\`` : `unexpected ): \`${anchored}\``;
}

/** A label or annotation selector; "" fits all. */
export function labelTest(text: string | undefined): (texts: Record<string, string>) => boolean {
  if (!text) return () => true;
  try {
    const selector = parseSelector(text);
    return (texts) => selector.matches(texts);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new KubectlError(error.message);
  }
}

/** The objects of a list that a target means, by what they are or were at first. */
export function selectResources(
  resources: readonly Resource[],
  target: Target,
): readonly Resource[] {
  const group = pattern(target.group);
  const version = pattern(target.version);
  const kind = pattern(target.kind);
  const name = pattern(target.name);
  const namespace = pattern(target.namespace);
  const byId = resources.filter((one) => {
    const ids = [one.originalId, one.currentId];
    const { gvk } = one;
    return (
      ids.some((id) => namespace(effectiveNamespace(id))) &&
      ids.some((id) => name(id.name)) &&
      group(gvk.group) &&
      version(gvk.version) &&
      kind(gvk.kind)
    );
  });
  if (byId.length === 0) return [];
  const labels = labelTest(target.labelSelector);
  const annotations = labelTest(target.annotationSelector);
  return byId.filter((one) => labels(one.labels) && annotations(one.annotations));
}
