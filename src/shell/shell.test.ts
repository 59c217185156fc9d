/** Sessions: pipes that end, jobs, Ctrl-C, quoting. */

import { setTimeout as after } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Killed } from './execute/flow.ts';
import { quoteAlways, quoteWithBackslashes } from './expand/quote.ts';
import type { Program } from './program.ts';
import { createTestShell } from './test-shell.ts';

/** Prints a few lines, then waits for ever: `kubectl get pods -w`. */
const watcher: Program = async (context) => {
  for (const line of ['a', 'b', 'c']) await context.stdout.write(`${line}\n`);
  await context.clock.sleep(1e12, context.signal);
  return 0;
};

async function interrupted(line: string): Promise<{ exit: number; tookMs: number }> {
  const { run } = createTestShell({ programs: { watcher }, frozen: true });
  const controller = new AbortController();
  const pressed = after(20).then(() => controller.abort(new Killed(130)));
  const began = process.hrtime.bigint();
  const { exit } = await run(line, { signal: controller.signal });
  await pressed;
  return { exit, tookMs: Number(process.hrtime.bigint() - began) / 1e6 };
}

describe('pipes', () => {
  it.each([
    ['yes | head -1', 'y\n'],
    ['seq 1 1000000 | head -2', '1\n2\n'],
    ['watcher | head -3', 'a\nb\nc\n'],
    ['watcher | sed -n "1p;2q"', 'a\n'],
    ['watcher | grep -m1 b', 'b\n'],
    ['yes | { read x; echo "$x"; }', 'y\n'],
    ['while true; do echo x; done | head -2', 'x\nx\n'],
    ['yes | head -1; echo $PIPESTATUS', 'y\n141\n'],
    ['seq 3 | { head -1; cat; }', '1\n2\n3\n'],
    ['cat < <(watcher) | head -1', 'a\n'],
  ])('%s', async (line, output) => {
    const { run } = createTestShell({ programs: { watcher } });
    expect((await run(line)).output).toBe(output);
  });

  it('a program that has not written yet is left to do its work', async () => {
    const { run } = createTestShell();
    await run('sleep 1 > /dev/null && touch done | true; { sleep 1; touch later; } | true');
    expect((await run('ls')).output).toBe('done\nlater\n');
  });
});

describe('Ctrl-C', () => {
  it.each([
    'while true; do :; done',
    'watcher',
    'sleep 1000',
    'yes > /dev/null',
    'cat | (watcher; true)',
    "awk 'BEGIN { while (1) x++ }'",
    'f() { while :; do x=$((x + 1)); done; }; f',
    'x=$(watcher)',
    'sed -n ":a;ba" <<< x',
    'for ((;;)); do true; done; echo never',
    'watcher | cat',
  ])('stops %s', async (line) => {
    const { exit, tookMs } = await interrupted(line);
    expect(exit).toBe(130);
    expect(tookMs).toBeLessThan(1000);
  });

  it('runs the trap', async () => {
    const { run } = createTestShell();
    const controller = new AbortController();
    const pressed = after(10).then(() => controller.abort(new Killed(130)));
    const { output } = await run("trap 'echo stopped' INT; while :; do :; done", {
      signal: controller.signal,
    });
    await pressed;
    expect(output).toBe('stopped\n');
  });
});

describe('jobs', () => {
  it('are announced, listed, killed and waited for', async () => {
    const { shell, run } = createTestShell();
    shell.announcesJobs = true;
    expect((await run('sleep 100 &')).output).toMatch(/^\[1\] \d+\n$/);
    expect((await run('jobs')).output).toBe('[1]+  Running                 sleep 100 &\n');
    expect(await run('kill %1; wait %1')).toEqual({
      output: '[1]+  Terminated              sleep 100\n',
      exit: 143,
    });
    await run('false & wait');
    await run('(exit 3) & sleep 1');
    expect(shell.takeNotices()).toContain('Exit 3                  ( exit 3 )');
  });

  it('timeout ends what takes too long, in virtual time', async () => {
    const { clock, run } = createTestShell({ programs: { watcher } });
    const before = clock.now();
    expect(await run('timeout 5 watcher | tail -1')).toEqual({ output: 'c\n', exit: 0 });
    expect(clock.now() - before).toBe(5000);
  });

  it('run beside the foreground', async () => {
    const { run } = createTestShell();
    expect((await run('(sleep 2; echo late) & sleep 1; echo early; wait')).output).toBe(
      'early\nlate\n',
    );
  });
});

describe('programs', () => {
  it('EDITOR changes a file', async () => {
    const edit: Program = (context) => context.run(`${context.env['EDITOR'] ?? ''} f.txt`);
    const { run } = createTestShell({ programs: { edit }, files: { 'f.txt': 'nginx:1.21\n' } });
    expect((await run('EDITOR="sed -i s/1.21/1.22/" edit; cat f.txt')).output).toBe('nginx:1.22\n');
  });

  it('nano hands the text to the page', async () => {
    const shown: string[] = [];
    const edit = async (path: string, text: string) => {
      shown.push(path, text);
      return `${text}more\n`;
    };
    const { run } = createTestShell({ edit, files: { 'a.yaml': 'kind: Pod\n' } });
    expect((await run('nano a.yaml && cat a.yaml')).output).toBe('kind: Pod\nmore\n');
    expect(shown).toEqual(['/home/learner/a.yaml', 'kind: Pod\n']);
  });

  it('watch draws again every interval', async () => {
    const { run } = createTestShell();
    const { output } = await run('timeout 5 watch -n2 -t echo hi');
    expect(output.split('\x1b[H\x1b[2J')).toEqual(['', 'hi\n', 'hi\n', 'hi\n']);
  });
});

describe('quoting', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...' ab\'"\\$`*?[]{}~#!&|;<>()\n\téñ'),
    maxLength: 12,
  });

  it('what is quoted comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { run } = createTestShell();
        expect((await run(`printf %s ${quoteAlways(text)}`)).output).toBe(text);
        expect((await run(`printf %s ${quoteWithBackslashes(text)}`)).output).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('"$x" is never split or globbed', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { shell, run } = createTestShell();
        shell.state.variables.set('x', text);
        expect((await run('printf "<%s>" "$x" "a$x"')).output).toBe(`<${text}><a${text}>`);
      }),
      { numRuns: 60 },
    );
  });
});
