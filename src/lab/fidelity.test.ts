import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';
import { paddingOf } from './padding.ts';
import { replayTranscript } from './replay-transcript.ts';
import { parseTranscript } from './transcript.ts';

const folder = join(import.meta.dirname, '../kubectl/fidelity');
const recordings = readdirSync(folder).filter((name) => name.endsWith('.console'));

describe('fidelity: recordings of the real kubectl on a real control plane', () => {
  it.each(recordings)('%s', async (name) => {
    const transcript = parseTranscript(readFileSync(join(folder, name), 'utf8'));
    const lab = await createLab({ home: transcript.files, freeze: true }, createHostTurn());
    for (const each of await replayTranscript(lab, transcript)) {
      const { command, line, expected, actual, expectedExit, exit, raw } = each;
      expect(`$ ${command}\n${actual}? ${exit}`, `${name}:${line}`).toBe(
        `$ ${command}\n${expected}? ${expectedExit}`,
      );
      expect(paddingOf(raw.actual), `${name}:${line}: padding`).toEqual(paddingOf(raw.expected));
    }
  });
});
