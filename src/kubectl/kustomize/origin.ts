/** Where an object came from and what changed it, for `buildMetadata`. Mirrors api resource/origin.go. */
import { note } from './build-notes.ts';
import type { Resource } from './resource.ts';

/** The path from the kustomization that is built to the one at work. */
export interface Origin {
  readonly path: string;
  /** The file's name, `kustomization.yaml`. */
  readonly file: string;
}

/** "../base" and "../other" ⇒ "../other"; Go's filepath.Join. */
export function joinPaths(one: string, other: string): string {
  const parts: string[] = [];
  for (const part of `${one}/${other}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Says which file an object came from. */
export function noteFile(resource: Resource, path: string): void {
  resource.annotate(note.origin, `path: ${path}\n`);
}

const configured = (origin: Origin, by: string, margin: string): string =>
  [
    `configuredIn: ${joinPaths(origin.path, origin.file)}`,
    'configuredBy:',
    '  apiVersion: builtin',
    `  kind: ${by}`,
  ]
    .map((line) => `${margin}${line}\n`)
    .join('');

/** Says which generator made an object, unless something is said already. */
export function noteGenerator(resource: Resource, origin: Origin, by: string): void {
  if (resource.annotations[note.origin] === undefined)
    resource.annotate(note.origin, configured(origin, by, ''));
}

/** Says which step changed an object. */
export function noteTransformer(resource: Resource, origin: Origin, by: string): void {
  if (resource.annotations[note.origin] === undefined) {
    resource.annotate(note.origin, configured(origin, by, ''));
    return;
  }
  const before = resource.annotations[note.transformations] ?? '';
  const item = configured(origin, by, '  ').replace(/^ {2}/, '- ');
  resource.annotate(note.transformations, before + item);
}
