/** What a field of a manifest is for. */

import { cursorAt } from './cursor.ts';
import { headAround } from './heads.ts';
import type { Explanation } from './help.ts';
import { type Ask, fieldAt, typeText } from './schemas.ts';

/** The key under `offset`, as places in the text. */
function keyUnder(text: string, offset: number): { from: number; to: number } | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? text.length : end);
  const match = /^(\s*(?:-\s+)*)("[^"]*"|'[^']*'|[^\s#:'"][^\s:]*)\s*:(?=\s|$)/.exec(line);
  if (!match) return undefined;
  const from = start + (match[1]?.length ?? 0);
  const to = from + (match[2]?.length ?? 0);
  return offset >= from && offset <= to ? { from, to } : undefined;
}

/** Explains the key under `offset` in the API's own words; undefined where there is none it knows. */
export async function explain(
  ask: Ask,
  text: string,
  offset: number,
): Promise<Explanation | undefined> {
  const key = keyUnder(text, offset);
  if (!key) return undefined;
  const name = text.slice(key.from, key.to).replace(/^(["'])(.*)\1$/, '$2');
  const head = headAround(text, key.from);
  const path = [...cursorAt(text, key.from).path.slice(head.depth), name];
  const field = await fieldAt(ask, head, path);
  if (!field) return undefined;
  const { schema } = field;
  const isSaid = schema.default !== undefined && typeof schema.default !== 'object';
  return {
    ...key,
    name,
    type: typeText(field),
    text: schema.description ?? '',
    ...(schema.enum ? { values: schema.enum.map(String) } : {}),
    ...(isSaid && schema.default !== '' ? { default: String(schema.default) } : {}),
  };
}
