/** What a terminal has shown: scrolled, found, copied, clicked. */
import { expect, type Page, test } from '@playwright/test';
import { Learner } from './learner.ts';
import { violations } from './violations.ts';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

/** Where a word stands in the terminal, in the window. */
async function placeOf(page: Page, word: string) {
  return page.evaluate((text) => {
    const rows = [...document.querySelectorAll('.xterm-rows > *')];
    const row = rows.findLast((each) => each.textContent?.includes(text));
    const cell = document.querySelector('.xterm-screen')?.getBoundingClientRect();
    const columns = rows.reduce((most, each) => Math.max(most, each.textContent?.length ?? 0), 0);
    if (!row || !cell || columns === 0) throw new Error(`${text} is not on screen`);
    const measure = document.createRange();
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(text) ?? -1;
      if (at < 0) continue;
      measure.setStart(node, at);
      measure.setEnd(node, at + text.length);
      const box = measure.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    }
    throw new Error(`${text} is in pieces`);
  }, word);
}

test.describe('with the clipboard', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('finds in what scrolled away: count, case, older, newer @file', async ({ page }) => {
    const learner = new Learner(page);
    await learner.opens('sandbox');
    await learner.seesPrompt();
    await learner.types('for i in $(seq 1 120); do echo Row $i; done; echo row', /^row$/m);
    await learner.doesNotSee('Row 60');
    await page.keyboard.press('Shift+PageUp');
    await page.keyboard.press('Shift+PageUp');
    await expect.poll(() => learner.text()).not.toContain('Row 120');
    await page.keyboard.press('Control+f');
    const field = page.getByRole('textbox', { name: 'Find' });
    await expect(field).toBeFocused();
    await page.keyboard.type('Row 6');
    const count = page.locator('.find-count');
    await expect(count).toHaveText('11 of 11');
    await learner.sees('Row 69');
    await page.keyboard.press('Enter');
    await expect(count).toHaveText('10 of 11');
    await page.keyboard.press('Shift+Enter');
    await expect(count).toHaveText('11 of 11');
    expect(await violations(page)).toEqual([]);
    await field.fill('row');
    await page.getByRole('button', { name: 'Match case' }).click();
    await expect(count).toHaveText('2 of 2');
    await field.fill('nowhere');
    await expect(count).toHaveText('No matches');
    await page.keyboard.press('Escape');
    await expect(field).toHaveCount(0);
    await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  });

  test('copies an output: the last by key, any by its button @file', async ({ page }) => {
    const learner = new Learner(page);
    await learner.opens('sandbox');
    await learner.seesPrompt();
    await page.locator('.terminal-host').click();
    await page.keyboard.type("printf 'one\\ntwo  \\n'\n");
    await learner.sees(/two/);
    await page.keyboard.type('seq 1 3\n');
    await learner.sees(/3\n.*\$$/);
    await page.keyboard.press('Control+Shift+O');
    await expect(page.getByText('Copied 3 lines')).toBeVisible();
    expect(await clipboard(page)).toBe('1\n2\n3');
    const { x, y } = await placeOf(page, 'two');
    await page.mouse.move(x + 60, y);
    await page.locator('.output-copy').click();
    await expect(page.getByText('Copied 2 lines')).toBeVisible();
    expect(await clipboard(page)).toBe('one\ntwo  ');
    await page.keyboard.press('Control+Shift+ArrowUp');
    await page.keyboard.press('Control+Shift+ArrowUp');
    await page.keyboard.press('Control+c');
    await expect.poll(() => clipboard(page)).toContain('two');
    await learner.doesNotSee('^C');
    await page.keyboard.press('Control+c');
    await learner.sees('^C');
  });

  test('pastes: lines wait for Enter, then run', async ({ page }) => {
    const learner = new Learner(page);
    await learner.opens('sandbox');
    await learner.seesPrompt();
    await page.evaluate(() => navigator.clipboard.writeText('echo a1\necho b2'));
    for (const keys of ['Control+v', 'Control+Shift+v']) {
      await page.locator('.terminal-host').click();
      await page.keyboard.press('Control+l');
      await page.keyboard.press(keys);
      await learner.sees(/echo a1\n.*echo b2$/);
      await learner.doesNotSee('\na1');
      await page.keyboard.press('Enter');
      await learner.sees(/^a1\nb2$/m);
    }
  });
});

test('a name offers what kubectl says of it, typed and not run @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.types('kubectl get nodes', /node-3/);
  const { x, y } = await placeOf(page, 'node-2');
  await page.mouse.move(x, y - 40);
  await page.mouse.move(x, y, { steps: 4 });
  await expect(page.locator('.xterm-screen')).toHaveClass(/xterm-cursor-pointer/);
  await page.mouse.click(x, y);
  const menu = page.getByRole('menu', { name: 'node node-2' });
  await expect(menu.getByRole('menuitem')).toHaveText([
    'kubectl describe node node-2',
    'kubectl get node node-2 -o yaml',
    'Copy the name',
  ]);
  expect(await violations(page)).toEqual([]);
  await menu.getByRole('menuitem').first().click();
  await learner.sees(/\$ kubectl describe node node-2$/);
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.keyboard.press('Enter');
  await learner.sees(/Non-terminated Pods|Events:/);
  await learner.sees(/\$\s*$/);

  await learner.types('kubectl get nodes -o name', 'node/node-3');
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('menu', { name: 'Names in the output' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await learner.sees(/\$ kubectl describe node node-3$/);
});

test('while a watch runs, a name is typed into a second terminal', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('sandbox');
  await learner.seesPrompt();
  await learner.keys('kubectl get nodes -w');
  await learner.sees('node-3');
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('menu', { name: 'Names in the output' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.locator('.pane')).toHaveCount(2);
  await learner.sees(/\$ kubectl describe node node-1$/, 1);
});
