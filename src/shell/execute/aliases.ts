/** Aliases, replaced in the text before it is parsed for good. */
import { type Command, forEachChild, type Script, type SyntaxNode, type Word } from 'unbash';

interface Replacement {
  readonly pos: number;
  readonly end: number;
  readonly text: string;
}

/** An alias whose value ends in a blank lets the next word be one too. */
function replacements(command: Command, aliases: ReadonlyMap<string, string>): Replacement[] {
  const words: (Word | undefined)[] = [
    command.name,
    ...command.suffix.map((word) => (word.type === 'Word' ? word : undefined)),
  ];
  const found: Replacement[] = [];
  for (const word of words) {
    if (word === undefined || /['"\\$`]/.test(word.text)) break;
    const value = expandAlias(word.text, aliases, new Set());
    if (value === undefined) break;
    found.push({ pos: word.pos, end: word.end, text: value });
    if (!/[ \t]$/.test(value)) break;
  }
  return found;
}

/** An alias whose first word is another alias goes on; one that names itself stops. */
function expandAlias(
  name: string,
  aliases: ReadonlyMap<string, string>,
  seen: Set<string>,
): string | undefined {
  const value = aliases.get(name);
  if (value === undefined || seen.has(name)) return undefined;
  seen.add(name);
  const first = /^\s*([^\s;|&()<>'"\\$`]+)/.exec(value)?.[1] ?? '';
  const inner = expandAlias(first, aliases, seen);
  return inner === undefined ? value : value.replace(first, () => inner);
}

/** The source with every alias in command position replaced. */
export function expandAliases(
  source: string,
  script: Script,
  aliases: ReadonlyMap<string, string>,
): string {
  const found: Replacement[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'Command') found.push(...replacements(node, aliases));
    if (node.type !== 'Script' || node.source === undefined) forEachChild(node, visit);
  };
  forEachChild(script, visit);
  found.sort((a, b) => b.pos - a.pos);
  let text = source;
  for (const { pos, end, text: value } of found)
    text = text.slice(0, pos) + value + text.slice(end);
  return text;
}
