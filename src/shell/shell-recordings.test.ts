/** Replays recordings of the real bash and its tools; every output and status must be theirs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording } from './test-recording.ts';
import { createTestShell } from './test-shell.ts';

const folder = join(import.meta.dirname, 'recordings');

describe.each(readdirSync(folder).filter((name) => name.endsWith('.console')))('%s', (name) => {
  const { files, steps } = readRecording(readFileSync(join(folder, name), 'utf8'));
  const session = createTestShell({ files });
  it.each(steps)('line $line: $command', async ({ command, output, exit }) => {
    const got = await session.run(command);
    expect(got).toEqual({ output, exit });
  });
});
