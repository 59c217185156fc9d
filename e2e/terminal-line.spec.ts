/** The line being typed: history, search, completion, width, letters. */
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';
import { violations } from './violations.ts';

test('history, Ctrl-R, Tab and Tab Tab @file', async ({ page }) => {
  const learner = new Learner(page);
  const { keyboard } = page;
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.types('echo first', /^first$/m);
  await learner.types('echo second', /^second$/m);
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await learner.sees(/\$ echo first$/);
  await keyboard.press('ArrowDown');
  await learner.sees(/\$ echo second$/);
  await keyboard.press('Control+c');

  await keyboard.press('Control+r');
  await keyboard.type('fir');
  await learner.sees("(reverse-i-search)`fir': echo first");
  await keyboard.press('Enter');
  await learner.sees(/^first\n.*\$$/m);

  await keyboard.type('kubectl get dep');
  await keyboard.press('Tab');
  await learner.sees(/\$ kubectl get deployments\S*$/);
  await keyboard.press('Control+u');
  await keyboard.type('kubectl describe node n');
  await keyboard.press('Tab');
  await learner.sees(/\$ kubectl describe node node-$/);
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await learner.sees(/node-1 +node-2 +node-3/);
  await learner.sees(/\$ kubectl describe node node-$/);
  await keyboard.type('2');
  await keyboard.press('Enter');
  await learner.sees(/\$\s*$/);
});

test('a wrong word is answered as at work', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.types('kubctl get pods', 'kubctl: command not found');
  await learner.types('kubectl gte pods', 'unknown command "gte" for "kubectl"');
  await learner.types('kubectl get pods web', 'Error from server (NotFound): pods "web" not found');
});

test('a long line keeps its shape while the width changes', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.types('echo above', /^above$/m);
  const line = Array.from({ length: 30 }, (_, at) => `word${at}`).join(' ');
  await page.keyboard.type(`echo ${line}`);
  await page.keyboard.press('Control+a');
  for (const width of [1100, 1300, 1000, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const joined = async () => (await learner.text()).replaceAll('\n', '').replaceAll(' ', '');
    await expect.poll(joined).toMatch(new RegExp(`above\\S*\\$echo${line.replaceAll(' ', '')}$`));
  }
  await page.keyboard.press('Control+e');
  await page.keyboard.type(' end');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await learner.text()).match(/word29/g)?.length).toBe(2);
  await learner.sees(/end\n.*\$$/);
});

test('larger letters, the list of keys; a reload begins anew and keeps the letters', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.types('kubectl create namespace mine', 'created');
  const height = async () => (await learner.screen.locator('> *').first().boundingBox())?.height;
  const before = (await height()) ?? 0;
  await learner.presses('More of the terminal');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Larger letters' }).click();
  await page.getByRole('menuitem', { name: 'Larger letters' }).click();
  await expect.poll(height).toBeGreaterThan(before);
  await page.getByRole('menuitem', { name: 'All keys' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys of the terminal' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.reload();
  await learner.seesPrompt();
  await expect.poll(height).toBeGreaterThan(before);
  await learner.types('kubectl get namespace mine', 'namespaces "mine" not found');
});
