/** load: what it sends, what it says, and what it leaves behind when it is stopped. */
import { describe, expect, it } from 'vitest';
import type { Asked } from '#web/program.ts';
import { Killed } from '../../execute/flow.ts';
import { createFileSystem } from '../../memory-files.ts';
import { type Exchange, noNetwork } from '../../network.ts';
import { createShell } from '../../shell.ts';
import { textInput } from '../../streams/input.ts';
import { functionOutput } from '../../streams/output.ts';
import { createTestClock } from '../../test-clock.ts';
import { parseDuration, parseLoad } from './options.ts';
import { progressLine } from './report.ts';
import './run.ts';
import { Tally } from './tally.ts';

const peer = { ip: '10.96.0.7', port: 80, tookMs: 2 };
const good: Exchange = {
  kind: 'response',
  ...peer,
  response: { status: 200, headers: [], body: '' },
};
const broken: Exchange = {
  kind: 'response',
  ...peer,
  response: { status: 503, headers: [], body: '' },
};
const shut: Exchange = { kind: 'refused', ...peer };
const lost: Exchange = { kind: 'lost', ...peer, tookMs: 134_000 };

async function run(line: string, answers: readonly Exchange[], signal?: AbortSignal) {
  const clock = createTestClock();
  let asked = 0;
  const ask = (): Exchange => answers[asked++ % answers.length] ?? good;
  const shell = createShell({
    files: createFileSystem(clock, {}),
    clock,
    network: { ...noNetwork, ask },
  });
  let output = '';
  const writer = functionOutput((text) => {
    output += text;
  });
  const io = { stdin: textInput(''), stdout: writer, stderr: writer };
  const exit = await shell.run(line, io, signal);
  return { output, exit, asked };
}

describe('load', () => {
  it('sends at its rate and counts what fails, by reason', async () => {
    const { output, exit, asked } = await run('load web --rate 10 --for 2s --fail', [
      good,
      broken,
      shut,
      lost,
    ]);
    expect({ exit, asked }).toEqual({ exit: 1, asked: 20 });
    expect(output).toContain('Succeeded:     5\nFailed:        15\n');
    for (const why of ['5  status 503', '5  connection refused', '5  timeout'])
      expect(output).toContain(why);
    expect(output).toContain('Availability:  25.00 %\n');
  });

  it('sends so many, by so many workers', async () => {
    const { output, exit } = await run('ab -n 30 -c 3 http://web/', [good]);
    expect(exit).toBe(0);
    expect(output).toContain('Requests:      30 in 0.0 s');
    expect(output).toContain('p50 2.00 ms');
  });

  it('tells what happened until Ctrl-C', async () => {
    const controller = new AbortController();
    const stopped = run('load web --rate 5 --for 100h', [good], controller.signal);
    for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));
    controller.abort(new Killed(130));
    const { output, exit } = await stopped;
    expect(exit).toBe(130);
    expect(output).toMatch(/^\nRequests: +[1-9]\d* in /);
  });

  it.each([
    ['30s', 30_000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['5', 5_000],
    ['soon', undefined],
  ])('%s is %j ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    ['hey', ['http://web'], { requests: 200, workers: 50, rate: undefined }],
    ['hey', ['-z', '5s', '-c', '5', '-q', '2', 'web'], { durationMs: 5_000, workers: 5, rate: 10 }],
    ['ab', ['-n', '100', '-c', '10', 'http://web/'], { requests: 100, workers: 10 }],
    ['load', ['web'], { rate: 10, durationMs: 10_000 }],
  ])('%s %j', (name, args, options) => expect(parseLoad({ name, args })).toMatchObject(options));

  it('joins seconds with failures that follow each other', () => {
    const tally = new Tally();
    for (const [atMs, asked] of [
      [0, good],
      [1_500, shut],
      [2_100, shut],
      [5_000, shut],
    ] as const) {
      tally.add(atMs, asked satisfies Asked);
    }
    expect(tally.troubles()).toEqual([
      [1, 2, 2],
      [5, 5, 1],
    ]);
    expect(progressLine(1, { sent: 50, failed: 3 })).toBe('    2s      50 sent      3 failed  !\n');
  });
});
