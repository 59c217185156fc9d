import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findKubectl } from '../fidelity/binary.ts';
import { linesOf } from './generate.ts';
import { hunt } from './hunt.ts';
import { knownDifferences } from './known-differences.ts';
import { isSame } from './outcome.ts';
import { printDifference } from './report.ts';
import { shrink } from './shrink.ts';

const kubectl = findKubectl(join(import.meta.dirname, '../../..'));
/** The first of those that `npm test` runs by themselves, 500, and keeps the score of. */
const lines = 40;

describe.skipIf(!kubectl)('ours and the real kubectl', () => {
  it(`do the same with ${lines} lines`, { timeout: 120_000 }, async () => {
    const atOnce = availableParallelism() + 1;
    const found = await hunt({ kubectl: kubectl ?? '', seed: 1, lines, atOnce, shortens: true });
    const surprises = found.filter(({ reason }) => reason === undefined);
    expect(surprises.map(printDifference).join('\n')).toBe('');
  });
});

describe('the generator', () => {
  it('gives the same lines for a seed, and others for another', () => {
    expect(linesOf(7, 50)).toEqual(linesOf(7, 50));
    expect(linesOf(7, 50)).not.toEqual(linesOf(8, 50));
  });
  it('reaches every family of commands', () => {
    const verbs = new Set(linesOf(1, 2_000).map(({ args }) => args[0]));
    for (const verb of ['get', 'describe', 'patch', 'create', 'rollout', 'set', 'config', 'auth'])
      expect(verbs).toContain(verb);
  });
});

describe('shrinking', () => {
  it('walks to the shortest line that still fails', async () => {
    const line = { args: ['get', 'pods', '-n', 'team', '--sort-by=.metadata.name', '-o', 'yaml'] };
    const fails = ({ args }: { args: readonly string[] }): Promise<boolean> =>
      Promise.resolve(args[0] === 'get' && args.some((word) => word.includes('sort')));
    expect(await shrink(line, fails)).toEqual({ args: ['get', 'sort'] });
  });
});

describe('comparing', () => {
  const outcome = { stdout: 'a\n', stderr: 'b\n', exit: 0 };
  it.each([
    [{ ...outcome }, true],
    [{ ...outcome, stdout: 'a \n' }, false],
    [{ ...outcome, stderr: '' }, false],
    [{ ...outcome, exit: 1 }, false],
    [{ stdout: 'a\nb\n', stderr: '', exit: 0 }, false],
  ])('%j: %s', (other, same) => expect(isSame(outcome, other)).toBe(same));
  it('masks what the wall clock says, not what the cluster says', () => {
    const at = (time: string) => ({ ...outcome, stdout: time });
    expect(isSame(at('2026-11-23T10:00:00Z'), at('2027-01-01T00:00:09Z'))).toBe(true);
    expect(isSame(at('2016-01-04T09:00:00Z'), at('2016-01-04T09:00:01Z'))).toBe(false);
  });
});

describe('known differences', () => {
  it('are few, and each has its reason', () => {
    expect(knownDifferences.length).toBeLessThanOrEqual(6);
    for (const { reason } of knownDifferences) expect(reason.length).toBeGreaterThan(30);
  });
});
