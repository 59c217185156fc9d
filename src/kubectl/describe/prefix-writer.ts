/** What describers write on: text at an indentation level, tabs between columns. */
import { alignTabs } from './tab-writer.ts';

export interface PrefixWriter {
  /** Writes `text` behind two blanks for each level. Only the first line of `text` is indented. */
  write(level: number, text: string): void;
}

/** Control characters would move a terminal's cursor. Mirrors cli-runtime pkg/printers/terminal.go. */
const escapeControls = (text: string): string =>
  text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');

/** A writer whose every line stands `by` levels deeper. */
export const nested = (w: PrefixWriter, by: number): PrefixWriter => ({
  write: (level, text) => w.write(level + by, text),
});

/** What `write` was given, with its tabs as they are: how `rollout history --revision` prints. */
export function rawText(describe: (w: PrefixWriter) => void): string {
  const parts: string[] = [];
  describe({ write: (level, text) => parts.push('  '.repeat(level), escapeControls(text)) });
  return parts.join('');
}

/** What `write` was given, in aligned columns: how `describe` prints. */
export const tabbedText = (describe: (w: PrefixWriter) => void): string =>
  alignTabs(rawText(describe));
