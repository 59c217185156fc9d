/** URLs as people type them: `web`, `localhost:8080/x`, `http://10.96.0.1`. */

/** Why a text is no URL that these programs can ask. */
export type UrlProblem = 'malformed' | { readonly protocol: string };

/** `web:8080/a` ⇒ its URL, as http. */
export function parseUrl(text: string): URL | UrlProblem {
  const [, protocol] = /^([a-z][a-z\d+.-]*):\/\//i.exec(text) ?? [];
  if (protocol !== undefined && !/^https?$/i.test(protocol))
    return { protocol: protocol.toLowerCase() };
  try {
    return new URL(protocol === undefined ? `http://${text}` : text);
  } catch {
    return 'malformed';
  }
}

export const isUrl = (parsed: URL | UrlProblem): parsed is URL => parsed instanceof URL;

/** `{a,b}` and `[1-3]` in a URL ⇒ each URL they stand for. */
export function globUrl(text: string): readonly string[] {
  const found = /\{([^{}]*)\}|\[(\d+)-(\d+)\]/.exec(text);
  if (!found) return [text];
  const [whole, list, from = '', to = ''] = found;
  const count = Number(to) - Number(from) + 1;
  const numbers = Array.from({ length: Math.max(0, Math.min(count, 10_000)) }, (_, at) =>
    String(Number(from) + at).padStart(from.startsWith('0') ? from.length : 1, '0'),
  );
  const parts = list === undefined ? numbers : list.split(',');
  const rest = globUrl(text.slice(found.index + whole.length));
  return parts.flatMap((part) => rest.map((tail) => text.slice(0, found.index) + part + tail));
}

/** Basic authentication: `a:b` ⇒ "Basic YTpi". */
export const basic = (user: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(user)))}`;
