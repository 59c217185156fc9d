/** Keys in the terminal, and files that open in the page. */
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

test('Ctrl-C answers a loop and a sleep @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  // What a screen reader is given.
  await expect(page.locator('.xterm-accessibility-tree')).toContainText('learner@reconcile');
  for (const endless of ['while true; do :; done', 'sleep 100000']) {
    await learner.keys(endless);
    await page.keyboard.press('Control+c');
    await learner.sees(/\^C[\s\S]*\$\s*$/);
  }
});

test('Tab completes, Esc then Tab leaves', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await page.locator('.terminal-host').click();
  await page.keyboard.type('kubectl get nod');
  await page.keyboard.press('Tab');
  await learner.sees('kubectl get nodes');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.press('Control+u');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.locator('.xterm-helper-textarea')).not.toBeFocused();
});

test('nano opens the page’s editor and saves @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  await learner.keys('nano replica.yaml');
  const editor = page.getByRole('region', { name: 'Editor: replica.yaml' });
  await expect(editor.getByRole('textbox')).toBeFocused();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('# mine\n');
  await page.keyboard.press('Control+s');
  await expect(editor).toHaveCount(0);
  await learner.types('head -1 replica.yaml', '# mine');
  await expect(page.getByRole('region', { name: 'File replica.yaml' })).toContainText('# mine');
});

test('a file edited in the lesson is the file kubectl reads', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  const file = page.getByRole('textbox', { name: 'File replica.yaml' });
  await file.getByText('replicas', { exact: true }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('4');
  await learner.types('kubectl apply -f replica.yaml', 'created');
  await learner.waitsUntilSettled();
  await expect(learner.podsOnMap('Running')).toHaveCount(4);
});

test('a cell types its command, and its output appears beneath', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  await learner.presses('Run: kubectl apply -f replica.yaml');
  await learner.presses('Run: kubectl get rs');
  const cell = page.getByRole('region', { name: 'Cell 2', exact: true });
  await expect(cell).toContainText('ran at 00:00:');
  await expect(cell.locator('.cell-output')).toContainText(/nginx-rs\s+2\s+2\s+2/);
  await learner.sees('kubectl get rs');
});
