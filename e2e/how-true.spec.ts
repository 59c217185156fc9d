/** The page "How true is it?": figures, the table's search, and no trouble for axe. */
import { expect, test } from '@playwright/test';
import { violations } from './violations.ts';

test('says what was compared, and finds commands and flags by keyboard', async ({ page }) => {
  await page.goto('/how-true');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('How true is it?');
  await expect(page.getByRole('listitem').filter({ hasText: 'of' }).first()).toContainText('equal');
  const search = page.getByRole('searchbox', { name: 'Command or flag' });
  await search.focus();
  await page.keyboard.type('get --out');
  await expect(page.getByRole('status')).toContainText(/of \d+ commands/);
  const get = page.locator('.parts > li').filter({ has: page.getByText('get', { exact: true }) });
  await expect(get).toContainText('--output');
  await page.keyboard.press('Tab');
  await page.keyboard.type('not simulated');
  await expect(get).toHaveCount(0);
  await search.fill('no such thing');
  await expect(page.getByRole('status')).toHaveText('No command or flag is like that.');
});

test('a command opens to its flags by keyboard', async ({ page }) => {
  await page.goto('/how-true');
  const annotate = page.locator('.parts > li').filter({ hasText: /^annotate/ });
  await annotate.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(annotate.getByText('--overwrite')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 390])
    test(`axe finds nothing (${colorScheme}, ${width} px)`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await page.goto('/how-true');
      await page.getByRole('searchbox').fill('kustomize');
      await expect(page.getByRole('status')).toContainText('of');
      expect(await violations(page)).toEqual([]);
      const [content, view] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        window.innerWidth,
      ]);
      expect(content).toBeLessThanOrEqual(view ?? 0);
    });

test('is linked from every page and from the landing page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: 'The score, and what differs' }).click();
  await expect(page).toHaveURL(/how-true/);
  await expect(
    page.getByRole('navigation').getByRole('link', { name: 'How true is it?' }).first(),
  ).toBeVisible();
});
