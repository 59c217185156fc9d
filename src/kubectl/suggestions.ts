/** `Did you mean this?`: commands whose names are near what was typed. Mirrors cobra command.go SuggestionsFor. */

/** Edits from one word to another, letters' case aside: ("gt", "get") ⇒ 1. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** Names at most two edits away, or that the typed word begins, in the order they are declared. */
export function suggestionsFor(typed: string, names: readonly string[]): readonly string[] {
  const word = typed.toLowerCase();
  return names.filter((name) => {
    const candidate = name.toLowerCase();
    return distance(word, candidate) <= 2 || candidate.startsWith(word);
  });
}

/** `unknown command "gt" for "kubectl"` and what may have been meant. */
export function unknownCommandText(typed: string, names: readonly string[]): string {
  const near = suggestionsFor(typed, names);
  const hint =
    near.length > 0 ? `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}` : '';
  return `unknown command "${typed}" for "kubectl"${hint}`;
}
