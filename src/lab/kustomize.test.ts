import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';
import { parseTranscript } from './transcript.ts';

const folder = join(import.meta.dirname, '../kubectl/kustomize/recordings');

describe('kubectl kustomize prints what the real one (1.35.2) printed, byte for byte', () => {
  it.each(readdirSync(folder))('%s', async (name) => {
    const { files, steps } = parseTranscript(readFileSync(join(folder, name), 'utf8'));
    const lab = await createLab({ home: files }, createHostTurn());
    for (const step of steps) {
      if (step.kind !== 'run') continue;
      const { output, exit } = await lab.run(step.command);
      expect(
        `$ ${step.command}\n${output.replace(/\n+$/, '\n')}? ${exit}`,
        `line ${step.line}`,
      ).toBe(`$ ${step.command}\n${step.output}? ${step.exit}`);
    }
  });
});
