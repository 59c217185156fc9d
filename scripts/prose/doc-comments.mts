/** Doc comments of declaration files, by type and field. */

/** What is said of a type, under "", and of its fields by their names. */
export type Said = ReadonlyMap<string, string>;

const MARK =
  /\/\*\*([\s\S]*?)\*\/|^export (?:declare )?(?:abstract )?(?:class|interface|type) (\w+)|^ {4}(?:readonly )?(?:"([^"]+)"|'([^']+)'|([\w$]+))\??: /gm;

/** ` * One.\n *\n * Two.` ⇒ "One.\n\nTwo." */
const textOf = (comment: string): string =>
  comment
    .replace(/^ ?\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n')
    .map((line) => line.replace(/^[ \t]*\*? ?/, ''))
    .join('\n')
    .replace(/\n@deprecated$/, '')
    .trimEnd();

/** Every type of a declaration file with what its comments say; a type said twice counts once. */
export function docComments(declarations: string): ReadonlyMap<string, Said> {
  const types = new Map<string, Map<string, string>>();
  let comment: string | undefined;
  let own: Map<string, string> | undefined;
  for (const [, text, type, ...names] of declarations.matchAll(MARK)) {
    if (text !== undefined) {
      comment = textOf(text);
      continue;
    }
    if (type !== undefined) {
      own = new Map();
      if (!types.has(type)) types.set(type, own);
    }
    const field = type === undefined ? names.find(Boolean) : '';
    if (comment !== undefined && field !== undefined && !own?.has(field)) own?.set(field, comment);
    comment = undefined;
  }
  return types;
}
