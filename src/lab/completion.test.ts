import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Completions } from '#kubectl/completion.ts';
import { createLab, type Lab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';
import { parseTranscript } from './transcript.ts';

const recording = join(import.meta.dirname, '../kubectl/completion/recordings/tab.console');
const { files, steps } = parseTranscript(readFileSync(recording, 'utf8'));

/** "kubectl __completeNoDesc get po ''" ⇒ ["get", "po", ""] */
const wordsOf = (command: string): string[] =>
  (command.match(/'[^']*'|\S+/g) ?? []).slice(2).map((word) => word.replace(/^'|'$/g, ''));

const NO_SPACE = 2;
const NO_FILES = 4;
const FILES_ENDING = 8;
const FOLDERS = 16;

/** What bash makes of the answer: what doesn't begin like the word is left out. */
function readAnswer(output: string, word: string): Completions {
  const lines = output.split('\n').filter(Boolean);
  const directive = Number((lines.pop() ?? '').slice(1));
  const noSpace = (directive & NO_SPACE) !== 0;
  if (directive & FILES_ENDING) return { candidates: [], files: lines.sort(), noSpace };
  const files = directive & FOLDERS ? 'folders' : directive & NO_FILES ? 'none' : 'all';
  return { candidates: fitting(lines, word), files, noSpace };
}

function fitting(candidates: readonly string[], word: string): string[] {
  const value = word.startsWith('-') ? word.slice(word.indexOf('=') + 1) : word;
  return [...new Set(candidates)].filter((one) => one.startsWith(value)).sort();
}

/** Tab's answer; time passes only when it waits for some. */
async function press(lab: Lab, words: readonly string[]): Promise<Completions> {
  const word = words.at(-1) ?? '';
  let found: Completions | undefined;
  const asked = lab.complete(['kubectl', ...words.slice(0, -1)], word).then((answer) => {
    found = answer;
  });
  for (let turn = 0; turn < 20 && !found; turn += 1)
    await new Promise((done) => setImmediate(done));
  if (!found) await lab.run('sleep 1');
  await asked;
  const { candidates = [], files: offered = 'all', noSpace = false } = found ?? {};
  return { candidates: fitting(candidates, word), files: offered, noSpace };
}

it(`offers what the real kubectl (1.35.2) offered for ${steps.length} beginnings of lines`, async () => {
  const lab = await createLab({ home: files }, createHostTurn());
  for (const line of [
    'kubectl create namespace team-a',
    'kubectl create namespace team-b',
    'sleep 2',
    'kubectl apply -f cluster.yaml && rm cluster.yaml',
    'kubectl config set-context dev --cluster=reconcile --user=learner --namespace=team-a',
    'kubectl config set-cluster other --server=https://x',
    'kubectl config set-credentials bob --token=x',
    'sleep 10',
  ])
    expect(await lab.run(line)).toMatchObject({ exit: 0 });
  const wrong: object[] = [];
  for (const step of steps) {
    if (step.kind !== 'run') continue;
    const words = wordsOf(step.command);
    const real = readAnswer(step.output, words.at(-1) ?? '');
    const ours = await press(lab, words);
    if (JSON.stringify(real) !== JSON.stringify(ours)) wrong.push({ words, real, ours });
  }
  expect(wrong).toEqual([]);
}, 60_000);
