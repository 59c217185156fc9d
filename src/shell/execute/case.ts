/** `case word in pattern) … ;; esac`. */
import type { Case } from 'unbash';
import { patternToRegExp } from '../expand/pattern.ts';
import { patternOfWord, textOfWord } from '../expand/word-text.ts';
import type { Execution } from './execution.ts';
import { trace } from './trace.ts';

/** Runs the first branch that matches, and what `;&` and `;;&` add. */
export async function runCase(node: Case, x: Execution): Promise<number> {
  await trace(`case ${node.word.text} in`, x);
  const subject = await textOfWord(node.word, x);
  const flags = x.state.options.has('nocasematch') ? 'i' : '';
  let status = 0;
  let falling = false;
  for (const item of node.items) {
    let matches = falling;
    for (const word of matches ? [] : item.pattern) {
      matches ||= patternToRegExp(await patternOfWord(word, x), flags).test(subject);
    }
    if (!matches) continue;
    status = item.body.commands.length === 0 ? 0 : await x.host.machine.runBody(item.body, x);
    if (item.terminator === ';;' || item.terminator === undefined) return status;
    falling = item.terminator === ';&';
  }
  return status;
}
