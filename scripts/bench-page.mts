/** `npm run bench:page`: in Chromium, time from navigation to a prompt that answers, and kubectl's answers. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';

const RUNS = 5;
const CALLS = 200;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves `build/` on a free port of the loopback address. */
async function serveBuild(): Promise<{ url: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file = join('build', path.endsWith('/') ? `${path}index.html` : path);
    try {
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
      response.end(await readFile(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Pastes into the terminal, as a person would: a driver's key strokes take longer than the answer. */
const paste = (page: Page, text: string): Promise<void> =>
  page
    .locator('.xterm-helper-textarea')
    .first()
    .evaluate((field, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);

/**
 * Navigates, waits for the prompt, pastes a command and waits for its answer: ms from navigation.
 * Looks at what is drawn: xterm's text for screen readers follows at most once a second.
 */
async function timeToAnswer(
  page: Page,
  url: string,
): Promise<{ promptMs: number; answerMs: number }> {
  const started = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  const screen = page.locator('.xterm-rows').first();
  await screen.getByText('learner@reconcile').first().waitFor();
  const promptMs = performance.now() - started;
  await page.locator('.xterm-helper-textarea').first().focus();
  await paste(page, 'kubectl get nodes');
  await page.keyboard.press('Enter');
  await screen.getByText('node-3').first().waitFor();
  return { promptMs, answerMs: performance.now() - started };
}

/** ms of each of `CALLS` kubectl calls, from the call to its answer in the page. */
const timeCalls = (page: Page): Promise<number[]> =>
  page.evaluate(async (calls) => {
    const bench = (globalThis as { reconcile?: { run(command: string): Promise<unknown> } })
      .reconcile;
    if (!bench) throw new Error('the page has no lab to measure');
    const times: number[] = [];
    for (let i = 0; i < calls; i += 1) {
      const started = performance.now();
      await bench.run('kubectl get pods');
      times.push(performance.now() - started);
    }
    return times;
  }, CALLS);

const { url, close } = await serveBuild();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const starts = [];
  for (let i = 0; i < RUNS; i += 1) {
    const context = await browser.newContext();
    starts.push(await timeToAnswer(await context.newPage(), url));
    await context.close();
  }
  const median = (pick: (start: (typeof starts)[number]) => number): string =>
    quantile(sorted(starts.map(pick)), 0.5).toFixed(0);
  console.log(`navigation to prompt: median ${median((s) => s.promptMs)} ms of ${RUNS} cold loads`);
  console.log(`navigation to an answer: median ${median((s) => s.answerMs)} ms (aim ≤ 1000)`);
  const page = await browser.newPage();
  await timeToAnswer(page, url);
  const times = sorted(await timeCalls(page));
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  console.log(
    `kubectl get pods in the page, ${CALLS} calls: median ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim p99 < 16)`,
  );
} finally {
  await browser.close();
  close();
}
