/** Which object each document of a manifest is. */
import { cursorAt } from './cursor.ts';

/** What the first lines of a document say. */
export interface Head {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Where the document that has `offset` in it begins and ends. */
export function documentAround(text: string, offset: number): { from: number; to: number } {
  const dividers = [...text.matchAll(/^---.*$/gm)];
  const before = dividers.filter(({ index }) => index < offset).at(-1);
  const after = dividers.find(({ index }) => index >= offset);
  return { from: before ? before.index + before[0].length : 0, to: after?.index ?? text.length };
}

const scalar = (text: string, key: string): string =>
  new RegExp(`^${key}:[ \\t]*["']?([^"'#\\s]*)`, 'm').exec(text)?.[1] ?? '';

/** The head of the document around `offset`: of a List, that of the item the offset is in. */
export function headAround(text: string, offset: number): Head & { readonly depth: number } {
  const { from, to } = documentAround(text, offset);
  const own = text.slice(from, to);
  const head = { apiVersion: scalar(own, 'apiVersion'), kind: scalar(own, 'kind') };
  if (head.kind !== 'List' || cursorAt(text, offset).path[0] !== 'items')
    return { ...head, depth: 0 };
  const items = own.slice(0, offset - from).split(/^(?:- |-$)/m).length - 1;
  const inner = own.split(/^(?=- |-$)/m)[items] ?? '';
  const plain = inner.replace(/^- /, '  ').replaceAll(/^ {2}/gm, '');
  return { apiVersion: scalar(plain, 'apiVersion'), kind: scalar(plain, 'kind'), depth: 2 };
}
