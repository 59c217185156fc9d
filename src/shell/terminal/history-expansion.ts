/** `!!`, `!$`, `!-2`, `!12`, `!kube` at the prompt. */

/** What the word after the `!` names; undefined when no earlier line does. */
function event(word: string, history: readonly string[]): string | undefined {
  if (word === '!') return history.at(-1);
  if (word === '$') return history.at(-1)?.trim().split(/\s+/).at(-1);
  if (word === '*') return history.at(-1)?.trim().split(/\s+/).slice(1).join(' ');
  if (/^-\d+$/.test(word)) return history.at(Number(word));
  if (/^\d+$/.test(word)) return history[Number(word) - 1];
  return [...history].reverse().find((line) => line.startsWith(word));
}

/** The line with its events replaced, or the event that isn't there. Single quotes keep `!` as it is. */
export function expandHistory(
  line: string,
  history: readonly string[],
): string | { readonly missing: string } {
  if (!line.includes('!')) return line;
  let missing: string | undefined;
  const expanded = line.replace(
    /\\[\s\S]|'[^']*'|\$\{!|\$!|\[!|!(!|\$|\*|-?\d+|[A-Za-z][\w-]*)(?![=(])/g,
    (all, word: string | undefined) => {
      if (word === undefined) return all;
      const found = event(word, history);
      if (found === undefined) missing ??= all;
      return found ?? all;
    },
  );
  return missing === undefined ? expanded : { missing };
}
