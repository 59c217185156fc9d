/** An answer's JSON as the API server writes it: what it makes for people is indented, what its serializer makes ends a line. */

/** Paths whose handlers print by themselves. */
const INDENTED = new Set(['/', '/version', '/version/']);

/** `{"kind":…}` and a line feed; `/version` over several lines and none; `/openapi/v3` in one and none. */
export function answerText(path: string, body: unknown): string {
  const [plain = ''] = path.split('?');
  if (INDENTED.has(plain)) return JSON.stringify(body, undefined, 2);
  const text = JSON.stringify(body);
  return plain.startsWith('/openapi/') ? text : `${text}\n`;
}
