/** `patches`, and the two older forms. Mirrors api internal/builtins/{Patch,PatchStrategicMerge,PatchJson6902}Transformer.go. */
import { quoteGo } from '#apimachinery/go-quote.ts';
import { KubectlError } from '../../errors.ts';
import { parseYaml } from '../../manifest.ts';
import { goYaml } from '../../printers/yaml.ts';
import { note } from '../build-notes.ts';
import { apiVersionOf } from '../gvk.ts';
import type { Patch, Target } from '../kustomization.ts';
import type { Loader } from '../loader.ts';
import { type Operation, operationsOf } from '../merge/json-patch.ts';
import { scalar } from '../node.ts';
import { readObjects } from '../read/documents.ts';
import { Resource } from '../resource.ts';
import { shownId } from '../resource-id.ts';
import type { ResourceSet } from '../resource-set.ts';
import { selectResources } from '../select.ts';
import { patchByOperations, patchStrategically } from './apply-patch.ts';
import type { Transformer } from './transformer.ts';

/** The settings of a step as complaints show them. */
const shownSettings = (settings: object): string => goYaml(settings);

export const misconfigured = (name: string, settings: object, why: string): KubectlError =>
  new KubectlError(
    `trouble configuring builtin ${name} with config: \`\n${shownSettings(settings)}\`: ${why}`,
  );

const attempt = <T>(work: () => T): T | KubectlError => {
  try {
    return work();
  } catch (error) {
    if (error instanceof KubectlError) return error;
    throw error;
  }
};

/** Patches are objects: kind, name, and what to change. */
const readPatches = (text: string): readonly Resource[] =>
  readObjects(text).map((node) => new Resource(node));

function readOperations(text: string): readonly Operation[] {
  if (text === '') throw new KubectlError('empty json patch operations');
  const operations = operationsOf(parseYaml(text));
  if (!operations) throw new KubectlError('not a list of operations');
  return operations;
}

/** Settings without what is empty, as Go leaves them out. */
const settingsOf = ({ path, patch, target, options }: Patch): object => ({
  ...(options && Object.keys(options).length > 0 ? { options } : {}),
  ...(patch ? { patch } : {}),
  ...(path ? { path } : {}),
  ...(target ? { target: withoutEmpty(target) } : {}),
});

const withoutEmpty = (target: Target): object =>
  Object.fromEntries(Object.entries(target).filter(([, text]) => text !== ''));

function sourceOf(patch: Patch, loader: Loader): { readonly text: string; readonly shown: string } {
  const text = (patch.patch ?? '').trim();
  const path = patch.path ?? '';
  const settings = shownSettings(settingsOf(patch));
  if (text === '' && path === '')
    throw new KubectlError(`must specify one of patch and path in\n${settings}`);
  if (text !== '' && path !== '')
    throw new KubectlError(`patch and path can't be set at the same time\n${settings}`);
  if (text !== '') return { text, shown: `[patch: ${quoteGo(text)}]` };
  const loaded = attempt(() => loader.load(path));
  if (loaded instanceof KubectlError)
    throw new KubectlError(`failed to get the patch file from path(${path}): ${loaded.message}`);
  return { text: loaded, shown: `[path: ${quoteGo(path)}]` };
}

const shownTarget = ({ annotationSelector = '', labelSelector = '', ...id }: Target): string =>
  `${shownId({ gvk: id, ...(id.name ? { name: id.name } : {}), ...(id.namespace ? { namespace: id.namespace } : {}) })}:a=${annotationSelector}:l=${labelSelector}`;

/** What a patch of several objects does to each: the kind of the object, the content of the patch. */
function adapted(patch: Resource, resource: Resource): Resource {
  const copy = patch.copy();
  // Kustomize rewrites a patch's labels as texts here: `app: null` becomes "null".
  copy.takeMetadataOf(patch);
  copy.node?.fields.set('apiVersion', scalar(apiVersionOf(resource.gvk)));
  return copy;
}

function patchSelected(set: ResourceSet, selected: readonly Resource[], patch: Resource): void {
  for (const resource of selected) patchStrategically(resource, adapted(patch, resource));
  set.reset(set.resources.filter((one) => !one.isGone));
}

function mergeAll(
  set: ResourceSet,
  patches: readonly Resource[],
  target: Target | undefined,
  shown: string,
): void {
  const [first] = patches;
  if (target) {
    if (patches.length > 1)
      throw new KubectlError(
        `Multiple Strategic-Merge Patches in one \`patches\` entry is not allowed to set \`patches.target\` field: ${shown}`,
      );
    const selected = attempt(() => selectResources(set.resources, target));
    if (selected instanceof KubectlError)
      throw new KubectlError(
        `unable to find patch target ${quoteGo(shownTarget(target))} in \`resources\`: ${selected.message}`,
      );
    if (first) patchSelected(set, selected, first);
    return;
  }
  for (const patch of patches) {
    const id = patch.originalId;
    const found = attempt(() => set.byId(id));
    if (found instanceof KubectlError)
      throw new KubectlError(
        `no resource matches strategic merge patch ${quoteGo(shownId(id))}: ${found.message}`,
      );
    patchStrategically(found, patch.copy());
  }
}

function operateAll(
  set: ResourceSet,
  operations: readonly Operation[],
  target: Target | undefined,
  shown: string,
): void {
  if (!target) throw new KubectlError(`must specify a target for JSON patch ${shown}`);
  for (const resource of selectResources(set.resources, target)) {
    resource.rememberId();
    patchByOperations(resource, operations);
  }
}

function configure(patch: Patch, loader: Loader): (set: ResourceSet) => void {
  const { text, shown } = sourceOf(patch, loader);
  const merges = attempt(() => readPatches(text));
  const operations = attempt(() => readOperations(text));
  const isMerge = !(merges instanceof KubectlError);
  if (
    isMerge &&
    merges.length > 0 &&
    !(operations instanceof KubectlError) &&
    operations.length > 0
  )
    throw new KubectlError(`illegally qualifies as both an SM and JSON patch: ${shown}`);
  if (!isMerge) {
    if (operations instanceof KubectlError)
      throw new KubectlError(`unable to parse SM or JSON patch from ${shown}`);
    return (set) => operateAll(set, operations, patch.target, shown);
  }
  for (const one of merges) {
    if (patch.options?.['allowNameChange']) one.enable(note.allowNameChange);
    if (patch.options?.['allowKindChange']) one.enable(note.allowKindChange);
  }
  if (merges.length === 0) return (set) => operateAll(set, [], patch.target, shown);
  return (set) => mergeAll(set, merges, patch.target, shown);
}

const configured = <T>(name: string, settings: object, work: () => T): T => {
  const result = attempt(work);
  if (result instanceof KubectlError) throw misconfigured(name, settings, result.message);
  return result;
};

export const patchTransformer = (patch: Patch, loader: Loader): Transformer => ({
  name: 'PatchTransformer',
  transform: configured('PatchTransformer', settingsOf(patch), () => configure(patch, loader)),
});

/** `patchesStrategicMerge`: each entry is a patch itself, or the path of one. */
export function strategicMergeTransformer(paths: readonly string[], loader: Loader): Transformer {
  const name = 'PatchStrategicMergeTransformer';
  const patches = configured(name, { paths }, () => {
    const found = paths.flatMap((path) => {
      const inline = attempt(() => readPatches(path));
      if (!(inline instanceof KubectlError)) return inline;
      return readPatches(loader.load(path));
    });
    if (found.length === 0)
      throw new KubectlError(`patch appears to be empty; files=[${paths.join(' ')}], Patch=`);
    return found;
  });
  return {
    name,
    transform(set) {
      for (const patch of patches) patchSelected(set, [set.byId(patch.originalId)], patch);
    },
  };
}

function operationsOfOldPatch(patch: Patch, loader: Loader): readonly Operation[] {
  const { path = '', patch: inline = '', target } = patch;
  if (!target?.name) throw new KubectlError('must specify the target name');
  if (path === '' && inline === '') throw new KubectlError('empty file path and empty jsonOp');
  if (path !== '' && inline !== '')
    throw new KubectlError('must specify a file path or jsonOp, not both');
  const text = path === '' ? inline : loader.load(path);
  if (text === '') throw new KubectlError(`patch file '${path}' empty seems to be empty`);
  const operations = readOperations(text);
  if (operations.length === 0)
    throw new KubectlError(`patch appears to be empty; file=${path}, JsonOp=${text}`);
  return operations;
}

/** `patchesJson6902` */
export function oldJsonTransformer(patch: Patch, loader: Loader): Transformer {
  const name = 'PatchJson6902Transformer';
  const settings = {
    ...(patch.patch ? { jsonOp: patch.patch } : {}),
    ...(patch.path ? { path: patch.path } : {}),
    ...(patch.target ? { target: withoutEmpty(patch.target) } : {}),
  };
  const operations = configured(name, settings, () => operationsOfOldPatch(patch, loader));
  return {
    name,
    transform(set) {
      for (const resource of selectResources(set.resources, patch.target ?? {}))
        patchByOperations(resource, operations);
    },
  };
}
