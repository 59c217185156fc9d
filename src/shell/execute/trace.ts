/** `set -x`: what is about to run, after the prompt of PS4. */
import { quoteIfNeeded } from '../expand/quote.ts';
import { parseWord, textOfWord } from '../expand/word-text.ts';
import { type Execution, stderr } from './execution.ts';

/** Whether commands are shown before they run. */
export function isTraced(x: Execution): boolean {
  return x.state.options.has('xtrace');
}

/** Writes one line of the trace; its mark stands once for each level of substitution or `eval`. */
export async function trace(text: string, x: Execution): Promise<void> {
  if (!isTraced(x)) return;
  const prompt = await tracePrompt(x);
  const [mark = ''] = prompt;
  await stderr(x).write(`${mark.repeat(x.state.traceLevel)}${prompt}${text}\n`);
}

/** Words as they would have to be typed. */
export function traceWords(words: readonly string[], x: Execution): Promise<void> {
  return trace(words.map(quoteIfNeeded).join(' '), x);
}

async function tracePrompt(x: Execution): Promise<string> {
  const prompt = x.state.variables.text('PS4') ?? '';
  if (!/[$`\\]/.test(prompt)) return prompt;
  const parsed = parseWord(`"${prompt.replaceAll('"', '\\"')}"`);
  if (parsed === undefined) return prompt;
  const options = new Set(x.state.options);
  x.state.options.delete('xtrace');
  try {
    return await textOfWord(parsed.word, { ...x, source: parsed.source });
  } finally {
    x.state.options = options;
  }
}
