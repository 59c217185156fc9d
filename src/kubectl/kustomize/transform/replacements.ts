/** `replacements`: a value of one object put into others. Mirrors api filters/replacement/replacement.go. */
import { KubectlError } from '../../errors.ts';
import { parseYaml } from '../../manifest.ts';
import type {
  Replacement,
  ReplacementSource,
  ReplacementTarget,
  ValueOptions,
} from '../kustomization.ts';
import type { Loader } from '../loader.ts';
import { become, copyNode, isNilOrEmpty, type Node, scalar, textOf } from '../node.ts';
import { decodeStrictly } from '../read/decode.ts';
import { replacement as replacementShape } from '../read/shapes.ts';
import type { Resource } from '../resource.ts';
import { isChosen, shownId } from '../resource-id.ts';
import type { ResourceSet } from '../resource-set.ts';
import { labelTest } from '../select.ts';
import { misconfigured } from './patches.ts';
import { lookUp, matchPath, splitFieldPath } from './path-match.ts';
import type { Transformer } from './transformer.ts';

const onlyScalars = 'delimiter option can only be used with scalar nodes';

const shownSource = (source: ReplacementSource): string => {
  const { fieldPath = '', options } = source;
  const { delimiter = '', index = 0, create = false } = options ?? {};
  return [
    shownId({ ...source, gvk: source }),
    fieldPath,
    delimiter === '' && !create ? '' : `${delimiter}(${index}), create=${create}`,
  ]
    .filter(Boolean)
    .join(':');
};

function sourceObject(set: ResourceSet, source: ReplacementSource): Resource {
  const found = set.resources.filter((one) => one.anyIds.some((id) => isChosen(id, source)));
  const [only, ...more] = found;
  if (!only) throw new KubectlError(`nothing selected by ${shownSource(source)}`);
  if (more.length > 0)
    throw new KubectlError(`multiple matches for selector ${shownSource(source)}`);
  return only;
}

/** A part of the value, when there is a delimiter. */
function refined(node: Node, { delimiter = '', index = 0 }: ValueOptions): Node {
  if (delimiter === '') return node;
  if (node.kind !== 'scalar') throw new KubectlError(onlyScalars);
  const part = node.text.split(delimiter)[index];
  if (part === undefined)
    throw new KubectlError(`options.index ${index} is out of bounds for value ${node.text}`);
  return { ...node, text: part };
}

function sourceValue(set: ResourceSet, { source, sourceValue: given }: Replacement): Node {
  if (given !== undefined && source)
    throw new KubectlError('value and resource selectors are mutually exclusive');
  if (given !== undefined) return scalar(given);
  const from = source ?? {};
  const { node } = sourceObject(set, from);
  const fieldPath = from.fieldPath || 'metadata.name';
  const found = node && lookUp(node, splitFieldPath(fieldPath));
  if (!found || isNilOrEmpty(found))
    throw new KubectlError(
      `fieldPath \`${fieldPath}\` is missing for replacement source ${shownId({ ...from, gvk: from })}`,
    );
  return refined(found, from.options ?? {});
}

/** The old text with one of its parts replaced, or the value before or behind it. */
function spliced(old: string, value: string, delimiter: string, index: number): string {
  const parts = old.split(delimiter);
  if (index < 0) parts.unshift(value);
  else if (index >= parts.length) parts.push(value);
  else parts[index] = value;
  return parts.join(delimiter);
}

function setValue(place: Node, value: Node, { delimiter = '', index = 0 }: ValueOptions): void {
  const next = copyNode(value);
  if (delimiter !== '') {
    if (place.kind !== 'scalar') throw new KubectlError(onlyScalars);
    const text = spliced(place.text, textOf(value), delimiter, index);
    if (next.kind === 'scalar') next.text = text;
  }
  if (place.kind === 'scalar' && next.kind === 'scalar') {
    const wasMade = place.tag === 'null' && place.text === '';
    place.text = next.text;
    if (wasMade) place.tag = next.tag;
  } else become(place, next);
}

function setPlaces(object: Node, value: Node, target: ReplacementTarget): void {
  const { options = {} } = target;
  const paths = target.fieldPaths?.length ? target.fieldPaths : ['metadata.name'];
  for (const path of paths) {
    const failed = `unable to find ${options.create ? 'or create ' : ''}field ${JSON.stringify(path)} in replacement target`;
    let places: Node[];
    try {
      places = matchPath(object, splitFieldPath(path), options.create ? value.kind : undefined);
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      throw new KubectlError(`${failed}: ${error.message}`);
    }
    if (places.length === 0) throw new KubectlError(failed);
    for (const place of places) setValue(place, value, options);
  }
}

/** Whether a target's wishes for labels and annotations fit, and none of its refusals. */
function fitsTexts(one: Resource, { select, reject = [] }: ReplacementTarget): boolean {
  const passes = (choice: { labelSelector?: string; annotationSelector?: string } = {}): boolean =>
    labelTest(choice.labelSelector)(one.labels) &&
    labelTest(choice.annotationSelector)(one.annotations);
  const refusals = reject.filter((choice) => choice.labelSelector || choice.annotationSelector);
  return passes(select) && !refusals.some(passes);
}

const hasId = (choice: object): boolean =>
  ['group', 'version', 'kind', 'name', 'namespace'].some(
    (name) => (choice as Record<string, unknown>)[name],
  );

function replaceIn(set: ResourceSet, target: ReplacementTarget, value: Node): void {
  const { select, reject = [] } = target;
  if (!select) throw new KubectlError('target must specify resources to select');
  for (const one of set.resources) {
    if (!fitsTexts(one, target)) continue;
    const ids = one.anyIds;
    if (!ids.some((id) => isChosen(id, select))) continue;
    if (reject.some((choice) => hasId(choice) && ids.some((id) => isChosen(id, choice)))) continue;
    if (one.node) setPlaces(one.node, value, target);
  }
}

/** What an entry says itself, or the file it names: one replacement or a list. */
function readReplacements(entry: Replacement, loader: Loader): readonly Replacement[] {
  if (!entry.path) return [entry];
  if (entry.source || entry.targets?.length)
    throw new KubectlError('cannot specify both path and inline replacement');
  const value = parseYaml(loader.load(entry.path));
  if (typeof value !== 'object' || value === null)
    throw new KubectlError(
      `unsupported replacement type encountered within replacement path: ${value === null ? 'invalid' : typeof value}`,
    );
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => decodeStrictly(one, replacementShape) as Replacement);
}

export function replacementTransformer(
  entries: readonly Replacement[],
  loader: Loader,
): Transformer {
  const name = 'ReplacementTransformer';
  let replacements: readonly Replacement[];
  try {
    replacements = entries.flatMap((entry) => readReplacements(entry, loader));
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw misconfigured(name, { Replacements: entries }, error.message);
  }
  return {
    name,
    transform(set) {
      for (const one of replacements) {
        if ((one.sourceValue === undefined && !one.source) || !one.targets)
          throw new KubectlError('replacements must specify a source and at least one target');
        const value = sourceValue(set, one);
        for (const target of one.targets) replaceIn(set, target, value);
      }
    },
  };
}
