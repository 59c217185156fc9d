/** Every page holds for everybody, in light and dark. */
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';
import { violations } from './violations.ts';

const still = ['lessons', 'exercises', 'no-such-page'];
const benches = [
  '',
  'sandbox',
  'lessons/replicasets',
  'lessons/node-failure',
  'exercises/self-healing/replicas-return',
  'exercises/rollouts/roll-back',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const path of still) {
      test(`/${path}`, async ({ page }) => {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    }

    for (const path of benches) {
      test(`/${path}`, async ({ page }) => {
        const learner = new Learner(page);
        await learner.opens(path);
        await learner.seesPrompt();
        await learner.types('kubectl get nodes', /node-3/);
        expect(await violations(page)).toEqual([]);
      });
    }

    test('a node without power, the table, a failed check', async ({ page }) => {
      const learner = new Learner(page);
      await learner.opens('exercises/node-failure/survive-a-node');
      await learner.seesPrompt();
      await learner.presses('Cut power of node-2');
      await learner.presses('Next event');
      await learner.presses('Check');
      await expect(page.locator('.check-fail').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await learner.presses('Table');
      expect(await violations(page)).toEqual([]);
    });
  });
}
