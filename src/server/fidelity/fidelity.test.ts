import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTranscript } from '#lab/transcript.ts';
import { findKubectl } from './binary.ts';
import { knownDifferences, reasonFor } from './known-differences.ts';
import { replayByRealKubectl } from './replay.ts';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'src/kubectl/fidelity');
const kubectl = findKubectl(root);

/** The part that fits a test run, `npm run check` two of it; `npm run fidelity -- --client kubectl` replays them all. */
const PART = [
  'get-outputs',
  'notes-01-replicaset',
  'notes-03-delete-all',
  'notes-06-rollout',
  'notes-07-rollback',
  'rollout-pause-resume',
].slice(0, process.env['QUICK'] ? 2 : undefined);

const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.console'))
  .map((name) => basename(name, '.console'));

describe.skipIf(!kubectl)('the real kubectl over HTTP', () => {
  it.concurrent.each(PART)(
    'prints %s as recorded',
    async (name) => {
      const text = readFileSync(join(folder, `${name}.console`), 'utf8');
      const replayed = await replayByRealKubectl(parseTranscript(text), kubectl ?? '');
      const surprises = replayed
        .filter(({ equal, command }) => !equal && !reasonFor(name, command))
        .map(({ command, actual, expected }) => ({ command, actual, expected }));
      expect(surprises).toEqual([]);
    },
    90_000,
  );
});

describe('known differences', () => {
  it('are of recordings there are, few, and each with its reason', () => {
    for (const { recording, command, reason } of knownDifferences) {
      expect(recordings).toContain(recording);
      const text = readFileSync(join(folder, `${recording}.console`), 'utf8');
      const commands = parseTranscript(text).steps.flatMap((step) =>
        step.kind === 'run' ? [step.command] : [],
      );
      expect(commands).toContain(command);
      expect(reason.length).toBeGreaterThan(20);
    }
    const all = recordings.flatMap((name) =>
      parseTranscript(readFileSync(join(folder, `${name}.console`), 'utf8')).steps.filter(
        ({ kind }) => kind === 'run',
      ),
    );
    expect(knownDifferences.length).toBeLessThanOrEqual(all.length / 100);
  });
});
