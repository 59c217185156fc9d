import { execFileSync } from 'node:child_process';
import { expect, test } from '@playwright/test';

test('one seed and one input log give the same trace and state in Node and in Chromium @file', async ({
  page,
  baseURL,
}) => {
  const played = execFileSync('node_modules/.bin/tsx', ['scripts/session.mts'], {
    encoding: 'utf8',
  });
  const { log, hashes } = JSON.parse(played) as { log: string; hashes: unknown };
  await page.goto(baseURL ?? '/');
  await page.locator('.xterm-accessibility-tree').getByText('learner@reconcile').first().waitFor();
  const replayed = await page.evaluate((text) => {
    const { reconcile } = globalThis as unknown as {
      reconcile: { replay(log: string): Promise<unknown> };
    };
    return reconcile.replay(text);
  }, log);
  expect(replayed).toEqual(hashes);
});
