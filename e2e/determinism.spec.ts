import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';

test('one seed and one input log give the same state hash in Node and in Chromium @file', async ({
  page,
  baseURL,
}) => {
  const played = execFileSync('node_modules/.bin/tsx', ['scripts/session.mts'], {
    encoding: 'utf8',
  });
  const { log, hash } = JSON.parse(played) as { log: string; hash: string };
  await page.goto(baseURL ?? '/');
  await page.locator('.xterm-accessibility-tree').getByText('learner@reconcile').first().waitFor();
  const replayed = await page.evaluate((text) => {
    const { reconcile } = globalThis as unknown as {
      reconcile: { replay(log: string): Promise<string> };
    };
    return reconcile.replay(text);
  }, log);
  expect(replayed).toBe(hash);
});
