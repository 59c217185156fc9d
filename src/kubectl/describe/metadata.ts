/** The lines every description begins with, and lists that go on under their first line. */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import { controllerOf } from '#apimachinery/owner-references.ts';
import type { PrefixWriter } from './prefix-writer.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const MAX_ANNOTATION = 140;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;
const shorten = (text: string, max: number): string =>
  byteLength(text) > max ? `${text.slice(0, max)}...` : text;

/** `Title:\tfirst`, then the others under it; `<none>` when there are none. */
export function writeLines(
  w: PrefixWriter,
  title: string,
  lines: readonly string[],
  indent = '',
  innerIndent = '\t',
): void {
  w.write(0, `${indent}${title}:${innerIndent}`);
  if (lines.length === 0) w.write(0, '<none>\n');
  lines.forEach((line, i) => {
    w.write(0, i === 0 ? `${line}\n` : `${indent}${innerIndent}${line}\n`);
  });
}

/** Labels, selectors and the like, sorted: `app=web`. */
export const writeLabels = (
  w: PrefixWriter,
  title: string,
  labels: StringMap | undefined,
  indent = '',
  innerIndent = '\t',
): void => {
  const sorted = Object.keys(labels ?? {}).sort();
  const lines = sorted.map((key) => `${key}=${labels?.[key] ?? ''}`);
  writeLines(w, title, lines, indent, innerIndent);
};

/** Annotations without the last applied configuration; long values are cut and start below their key. */
export function writeAnnotations(
  w: PrefixWriter,
  title: string,
  annotations: StringMap | undefined,
): void {
  w.write(0, `${title}:\t`);
  const keys = Object.keys(annotations ?? {})
    .filter((key) => key !== LAST_APPLIED)
    .sort();
  if (keys.length === 0) w.write(0, '<none>\n');
  keys.forEach((key, i) => {
    if (i > 0) w.write(0, '\t');
    const value = (annotations?.[key] ?? '').replace(/\n$/, '');
    const isLong = byteLength(value) + byteLength(key) + 2 > MAX_ANNOTATION;
    if (!isLong && !value.includes('\n')) {
      w.write(0, `${key}: ${value}\n`);
      return;
    }
    w.write(0, `${key}:\n`);
    for (const line of value.split('\n')) {
      w.write(0, `\t  ${shorten(line, MAX_ANNOTATION - 2)}\n`);
    }
  });
}

/** Name and Namespace. */
export function writeName(w: PrefixWriter, object: KubeObject): void {
  w.write(0, `Name:\t${object.metadata.name}\n`);
  w.write(0, `Namespace:\t${object.metadata.namespace ?? ''}\n`);
}

/** Labels and Annotations. */
export function writeLabelsAndAnnotations(w: PrefixWriter, object: KubeObject): void {
  writeLabels(w, 'Labels', object.metadata.labels);
  writeAnnotations(w, 'Annotations', object.metadata.annotations);
}

/** `Controlled By:\tReplicaSet/web-1`, when somebody does. */
export function writeController(w: PrefixWriter, object: KubeObject): void {
  const owner = controllerOf(object);
  if (owner) w.write(0, `Controlled By:\t${owner.kind}/${owner.name}\n`);
}
