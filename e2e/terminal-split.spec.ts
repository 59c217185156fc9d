/** Two terminals: one watches while the other acts. */
import { expect, type Page, test } from '@playwright/test';
import { Learner } from './learner.ts';
import { violations } from './violations.ts';

/** Which terminal has the keyboard; "" for the only one. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement?.classList.contains('xterm-helper-textarea')) return 'none';
    return activeElement.closest('[role="group"]')?.getAttribute('aria-label') ?? '';
  });

test('the left one watches, the right one deletes a pod @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.types('kubectl create deployment web --image=nginx:1.21', 'created');
  await learner.waitsUntilSettled();
  await learner.keys('kubectl get pods -w');
  await learner.sees(/web-\S+\s+1\/1\s+Running/);

  await page.keyboard.press('Control+Shift+Digit5');
  await expect(page.locator('.pane')).toHaveCount(2);
  await expect.poll(() => focused(page)).toBe('Terminal 2');
  await learner.sees(/learner@reconcile:~\$$/, 1);
  await learner.types('cd /tmp; kubectl delete pod -l app=web', 'deleted from default', 1);
  await learner.sees(/1\/1\s+Terminating/);
  await expect
    .poll(() => learner.text())
    .toMatch(/Terminating[\s\S]*0\/1\s+Pending[\s\S]*1\/1\s+Running/);
  await expect(page.getByRole('group', { name: 'Terminal 1' })).toContainText(
    'kubectl get pods -w',
  );
  expect(await violations(page)).toEqual([]);

  await page.keyboard.press('Control+Shift+ArrowLeft');
  expect(await focused(page)).toBe('Terminal 1');
  await page.keyboard.press('Control+c');
  await learner.sees(/\^C\s+learner@reconcile:~\$$/);
  await page.keyboard.press('Control+Shift+ArrowRight');
  await learner.sees('/tmp$', 1);
  await page.keyboard.type('exit\n');
  await expect(page.locator('.pane')).toHaveCount(1);
  await expect.poll(() => focused(page)).toBe('');
  await learner.types('exit', 'nowhere to log out to');
});

test('the boundary moves by keyboard; each terminal keeps its text over pages and a close', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.presses('Split');
  await learner.types('echo one', /^one$/m, 0);
  await learner.types('echo two', /^two$/m, 1);
  const width = async () => (await page.locator('.pane').first().boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('separator').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeLessThan(before - 20);

  await page.getByRole('link', { name: 'Exercises', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Exercises' })).toBeVisible();
  await page.getByRole('link', { name: 'Sandbox', exact: true }).click();
  await learner.sees(/^one$/m, 0);
  await learner.sees(/^two$/m, 1);
  await learner.presses('Close terminal 1');
  await expect(page.locator('.pane')).toHaveCount(1);
  await learner.sees(/^two$/m, 0);
  await learner.presses('Start over');
  await learner.sees(/^learner@reconcile:~\$$/);
});

test('a cell types where the prompt is free, and waits where none is', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  await learner.presses('Run: kubectl apply -f replica.yaml');
  await learner.sees('created');
  await learner.keys('kubectl get pods -w');
  await learner.sees('Running');
  await learner.presses('Run: kubectl get rs');
  await expect(page.getByText('kubectl get rs waits for the prompt.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await learner.presses('Second terminal');
  const cell = page.getByRole('region', { name: 'Cell 2', exact: true });
  await expect(cell.locator('.cell-output')).toContainText('nginx-rs');
  await learner.sees('kubectl get rs', 1);
  await expect(page.getByText('waits for the prompt.')).toHaveCount(0);
  await learner.presses('Start over');
  await expect(page.locator('.pane')).toHaveCount(2);
  await learner.sees(/^learner@reconcile:~\$$/, 0);
  await learner.sees(/^learner@reconcile:~\$$/, 1);
});

test('tabs where there is room for one @phone', async ({ page }) => {
  await page.goto('sandbox');
  const prompt = page.locator('.xterm-rows').getByText('learner@reconcile').first();
  await expect(prompt).toBeVisible();
  await page.getByRole('button', { name: 'Split' }).tap();
  const tabs = page.getByRole('tab');
  await expect(tabs).toHaveText(['Terminal 1', 'Terminal 2']);
  await page.getByRole('textbox', { name: 'Command' }).fill('echo second');
  await page.getByRole('button', { name: 'Run', exact: true }).tap();
  await expect(page.locator('.xterm-rows')).toContainText('echo second');
  await tabs.first().tap();
  await expect(page.locator('.xterm-rows')).not.toContainText('echo second');
  await tabs.last().tap();
  await expect(page.locator('.xterm-rows')).toContainText('echo second');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close terminal 2' }).tap();
  await expect(tabs).toHaveCount(0);

  await page.getByRole('textbox', { name: 'Command' }).fill('kubectl get nodes');
  await page.getByRole('button', { name: 'Run', exact: true }).tap();
  const row = page.locator('.xterm-rows > *').filter({ hasText: /^node-2/ });
  await expect(row).toBeVisible();
  const box = await row.boundingBox();
  await page.touchscreen.tap((box?.x ?? 0) + 20, (box?.y ?? 0) + 8);
  await page.getByRole('menuitem', { name: 'kubectl describe node node-2' }).tap();
  await expect(page.locator('.xterm-rows')).toContainText('$ kubectl describe node node-2');
});
