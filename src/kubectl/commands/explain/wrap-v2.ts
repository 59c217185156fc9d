/** Descriptions in lines for `plaintext-openapiv2`. Mirrors kubectl pkg/explain/formatter.go wrapString. */

const BULLET = /^(\d+\.?|-|\*)\s/;

/** Whether a line of the text may not be joined to the words before it. */
const startsLine = (lastWord: string, line: string): boolean => {
  const text = line.trim();
  return lastWord.endsWith(':') || line.startsWith('    ') || text === '' || BULLET.test(text);
};

/** Lists, code and paragraphs keep their lines; other words flow into lines of at most `width`. */
export function wrapParagraphs(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let lastWord = '';
  const flush = (): void => {
    if (line === '') return;
    lines.push(line);
    line = '';
    lastWord = '';
  };
  for (const raw of text.split('\n')) {
    if (raw.startsWith('    ') || (lines.length > 0 && raw.trim() === '')) {
      flush();
      lines.push(raw.trim() === '' ? '' : raw);
      continue;
    }
    if (startsLine(lastWord, raw)) flush();
    for (const word of raw.split(/\s+/).filter(Boolean)) {
      if (line !== '' && new TextEncoder().encode(`${line} ${word}`).length > width) flush();
      line = line === '' ? word : `${line} ${word}`;
      lastWord = word;
    }
  }
  flush();
  return lines;
}
