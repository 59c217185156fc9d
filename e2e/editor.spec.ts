/** The page's editor: help from the cluster, a mistake and its mending, keys people press by habit. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { Learner } from './learner.ts';

/** A learner in the sandbox with an editor open. */
async function editing(
  page: Page,
  command: string,
): Promise<{ learner: Learner; editor: Locator }> {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.keys(command);
  const editor = page.getByRole('region', { name: /^Editor: / });
  await expect(editor.getByRole('textbox')).toBeFocused();
  return { learner, editor };
}

/** Puts `next` where `text` stands, through the editor's own search. */
async function replaces(page: Page, text: string, next: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.type(next);
}

test('a manifest is completed, explained, checked and applied @file', async ({ page }) => {
  const { learner, editor } = await editing(page, 'nano web.yaml');
  await page.keyboard.type('Deploy');
  await page.getByRole('option', { name: /^Deployment/ }).click();
  await page.keyboard.type('web\n');
  await page.keyboard.press('Home');
  await page.keyboard.type('spec:\n  repl');
  await expect(page.getByRole('option', { name: /^replicas/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type('two');
  const problems = editor.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('cannot unmarshal string into Go struct field');
  await expect(problems).toContainText('line 6');
  await editor.getByText('replicas', { exact: true }).hover();
  await expect(page.locator('.manifest-card')).toContainText('Number of desired pods');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mine\ndata:\n  a: b\n',
  );
  await expect(problems).toBeHidden();
  await page.keyboard.press('Control+s');
  await expect(editor).toHaveCount(0);
  await learner.types('kubectl apply -f web.yaml', 'configmap/mine created');
});

test('kubectl edit: what the server refuses comes back, and is mended @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.types('kubectl create configmap settings --from-literal=mode=fast', 'created');
  await learner.types('kubectl create deployment api --image=nginx', 'created');
  await learner.keys('kubectl edit deployment api');
  const editor = page.getByRole('region', { name: /^Editor: kubectl-edit/ });
  await expect(editor.getByRole('textbox')).toBeFocused();
  await replaces(page, 'replicas: 1', 'replicas: -2');
  await page.keyboard.press('Control+s');
  await expect(editor).toContainText('deployments.apps "api" was not valid');
  await expect(editor).toContainText('must be greater than or equal to 0');
  await replaces(page, 'replicas: -2', 'replicas: 2');
  await page.keyboard.press('Control+s');
  await expect(editor).toHaveCount(0);
  await learner.sees('deployment.apps/api edited');
});

test('leaving asks about changes that are not saved', async ({ page }) => {
  const { learner, editor } = await editing(page, 'nano notes.txt');
  await page.keyboard.type('a thought');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Unsaved changes' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await page.keyboard.press('Control+x');
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(editor).toHaveCount(0);
  await learner.types('cat notes.txt', 'No such file or directory');
});

test('vi’s keys, for those who have them in their fingers', async ({ page }) => {
  const { learner, editor } = await editing(page, 'vi list.txt');
  await editor.getByRole('button', { name: 'vi keys' }).click();
  await expect(editor.locator('.cm-vim-panel')).toBeVisible();
  await page.keyboard.type('ione');
  await page.keyboard.press('Escape');
  await page.keyboard.type('yypAtwo');
  await page.keyboard.press('Escape');
  await page.keyboard.type(':wq');
  await page.keyboard.press('Enter');
  await expect(editor).toHaveCount(0);
  await learner.types('cat list.txt', /one\nonetwo/);
});
