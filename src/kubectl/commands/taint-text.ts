/** `key=value:Effect`, `key:Effect-`, `key-`: taints to add and to remove. Mirrors kubectl pkg/cmd/taint/utils.go. */
import { labelValueErrors, qualifiedNameErrors } from '#apimachinery/names.ts';
import { taintText } from '../describe/scheduling.ts';
import { KubectlError, throwAll } from '../errors.ts';

export interface Taint {
  readonly key: string;
  readonly value?: string;
  /** "" only for one to remove: of any effect. */
  readonly effect: string;
  readonly timeAdded?: string;
}

const EFFECTS = new Set(['NoSchedule', 'PreferNoSchedule', 'NoExecute']);

const invalid = (text: string, why: readonly string[] = []): KubectlError =>
  new KubectlError(`invalid taint spec: ${text}${why.length > 0 ? `, ${why.join('; ')}` : ''}`);

function parseTaint(text: string): Taint {
  const [head = '', effect, ...more] = text.split(':');
  if (more.length > 0) throw invalid(text);
  if (effect !== undefined && !EFFECTS.has(effect))
    throw new KubectlError(`invalid taint effect: ${effect}, unsupported taint effect`);
  const [key = '', value, ...rest] = effect === undefined ? [head] : head.split('=');
  if (rest.length > 0) throw invalid(text);
  const valueErrors = value === undefined ? [] : labelValueErrors(value);
  if (valueErrors.length > 0) throw invalid(text, valueErrors);
  const keyErrors = qualifiedNameErrors(key);
  if (keyErrors.length > 0) throw invalid(text, keyErrors);
  return { key, ...(value ? { value } : {}), effect: effect ?? '' };
}

export interface TaintChanges {
  readonly add: readonly Taint[];
  readonly remove: readonly Taint[];
}

const isSame = (a: Taint, b: Taint): boolean => a.key === b.key && a.effect === b.effect;

/** What arguments say; a taint to add needs an effect, and may come once. */
export function parseTaints(specs: readonly string[]): TaintChanges {
  const add: Taint[] = [];
  const remove: Taint[] = [];
  for (const spec of specs) {
    if (spec.endsWith('-')) {
      const { key, effect } = parseTaint(spec.slice(0, -1));
      remove.push({ key, effect });
      continue;
    }
    const taint = parseTaint(spec);
    if (taint.effect === '') throw invalid(spec);
    if (add.some((other) => isSame(other, taint)))
      throw new KubectlError(
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ''} ${taint.effect} <nil>}`,
      );
    add.push(taint);
  }
  return { add, remove };
}

/** `can not both modify and remove the following taint(s) in the same command: key=Effect` */
export function checkConflicts({ add, remove }: TaintChanges): void {
  const conflicts = add.flatMap(({ key, effect }) =>
    remove
      .filter((gone) => gone.key === key && (gone.effect === '' || gone.effect === effect))
      .map((gone) => `${gone.key}=${gone.effect}`),
  );
  if (conflicts.length > 0)
    throw new KubectlError(
      `can not both modify and remove the following taint(s) in the same command: ${conflicts.join(', ')}`,
    );
}

/** `node node-1 already has dedicated taint(s) with same effect(s) and --overwrite is false` */
export function checkPresent(node: string, present: readonly Taint[], add: readonly Taint[]): void {
  const keys = add.flatMap((taint) =>
    present.filter((old) => isSame(old, taint)).map(() => taint.key),
  );
  if (keys.length > 0)
    throw new KubectlError(
      `node ${node} already has ${keys.join(',')} taint(s) with same effect(s) and --overwrite is false`,
    );
}

export interface TaintOutcome {
  readonly taints: readonly Taint[];
  readonly operation: 'tainted' | 'untainted' | 'modified';
}

/** The new taints, those to add first, and the word for what was done. Refuses to remove what isn't there. */
export function changeTaints(
  present: readonly Taint[],
  { add, remove }: TaintChanges,
  overwrite: boolean,
): TaintOutcome {
  let taints = [...add, ...present.filter((old) => !add.some((taint) => isSame(taint, old)))];
  const isAdded = taints.length !== present.length;
  const missing: Error[] = [];
  let isRemoved = false;
  for (const gone of remove) {
    const kept = taints.filter(
      ({ key, effect }) => key !== gone.key || (gone.effect !== '' && effect !== gone.effect),
    );
    isRemoved = kept.length !== taints.length;
    if (!isRemoved)
      missing.push(new KubectlError(`taint ${JSON.stringify(taintText(gone))} not found`));
    taints = kept;
  }
  throwAll(missing);
  if ((isAdded && isRemoved) || overwrite) return { taints, operation: 'modified' };
  return { taints, operation: isAdded ? 'tainted' : 'untainted' };
}
