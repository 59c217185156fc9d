import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLab, type Lab } from '#lab/create-lab.ts';
import { direct } from '#lab/directive.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import { normalise } from '#lab/normalise.ts';
import { parseTranscript, type RunStep } from '#lab/transcript.ts';

const folder = join(import.meta.dirname, 'lessons');
const lessons = readdirSync(folder).filter((name) => name.endsWith('.mdx'));

const FILE = /^```\w+ .*?file=(\S+).*\n([\s\S]*?)^```$/gm;
const CONSOLE = /^```console\n([\s\S]*?)^```$/gm;

const filesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(FILE)].map(([, name = '', body = '']) => [name, body]));

/** What a fence should say of a command: what it says, when that means the same. */
async function replay(lab: Lab, step: RunStep): Promise<string> {
  const { output, exit } = await lab.run(step.command);
  const same =
    exit === step.exit && normalise(step.command, output) === normalise(step.command, step.output);
  const status = (code: number): string => (code === 0 ? '' : `? ${code}\n`);
  const said = same ? step.output + status(step.exit) : output + status(exit);
  return `$ ${step.command}\n${said}`;
}

async function replayFence(lab: Lab, fence: string): Promise<string> {
  let text = '';
  for (const step of parseTranscript(fence).steps) {
    if (step.kind === 'run') text += await replay(lab, step);
    else {
      await direct(lab, step);
      text += `@ ${[step.kind, step.arg].filter(Boolean).join(' ')}\n`;
    }
  }
  return text;
}

/** The lesson with every output that no longer holds put right. */
async function replayLesson(text: string): Promise<string> {
  const lab = await createLab({ home: filesOf(text), freeze: true }, createHostTurn());
  let replayed = text;
  for (const [whole, fence = ''] of text.matchAll(CONSOLE)) {
    const right = await replayFence(lab, fence);
    replayed = replayed.replace(whole, () => `\`\`\`console\n${right}\`\`\``);
  }
  return replayed;
}

describe('lessons', () => {
  it('there are some', () => expect(lessons.length).toBeGreaterThan(1));

  it.each(lessons)('%s prints what its cells print (vitest -u rewrites it)', async (name) => {
    const file = join(folder, name);
    const replayed = await replayLesson(readFileSync(file, 'utf8'));
    await expect(replayed).toMatchFileSnapshot(file);
  });
});
