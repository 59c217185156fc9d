/** The course in a pocket. */
import { expect, type Page, test } from '@playwright/test';

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a lesson: a cell, the sheet, the composer @phone', async ({ page }) => {
  await page.goto('lessons/replicasets');
  const dock = page.locator('.dock');
  await expect(dock).toContainText('3 nodes');
  await page.getByRole('button', { name: 'Run: kubectl apply -f replica.yaml' }).tap();
  await expect(page.getByRole('region', { name: 'Cell 1', exact: true })).toContainText(
    'replicaset.apps/nginx-rs created',
  );
  expect(await sideways(page)).toBe(0);

  await dock.tap();
  await expect(dock).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl get rs');
  await page.getByRole('button', { name: 'Run', exact: true }).tap();
  await expect(page.locator('.xterm-accessibility-tree')).toContainText(/nginx-rs\s+2/);
  await dock.tap();
  await expect(page.locator('.bench-body')).toBeHidden();
});

test('the landing page: one button @phone', async ({ page }) => {
  await page.goto('');
  await page.getByRole('button', { name: 'Delete a pod' }).tap();
  await expect(page.locator('.delete-pod-story')).toContainText('took its place');
  expect(await sideways(page)).toBe(0);
});
