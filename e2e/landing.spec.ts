/** The landing page is the product. */
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

test('one button deletes a pod, and it comes back @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('');
  await learner.seesPrompt();
  await expect(learner.podsOnMap('Running')).toHaveCount(3);
  await learner.presses('Delete a pod');
  await learner.sees(/kubectl delete pod web-\S+/);
  await expect(page.locator('.delete-pod-story')).toContainText('took its place');
  await expect(learner.podsOnMap('Running')).toHaveCount(3);
});

test('no request leaves for another host', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL ?? '') && !/^(blob|data):/.test(url)) elsewhere.push(url);
  });
  const learner = new Learner(page);
  await learner.opens('');
  await learner.seesPrompt();
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  expect(elsewhere).toEqual([]);
});

test('the lab survives a walk through the site', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  await learner.types('kubectl create deployment mine --image=nginx:1.21', 'mine created');
  await page.getByRole('link', { name: 'Exercises', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Exercises' })).toBeVisible();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('link', { name: 'ReplicaSets keep your app up' }).click();
  await learner.types('kubectl get deploy', /mine\s/);
});

test('a worker that may not start says so and offers another try', async ({ page }) => {
  await page.addInitScript(() => {
    const RealWorker = window.Worker;
    let refusals = 1;
    window.Worker = class extends RealWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        if (refusals > 0) {
          refusals -= 1;
          throw new Error('Workers are switched off.');
        }
        super(url, options);
      }
    };
  });
  const learner = new Learner(page);
  await learner.opens('');
  await expect(page.getByRole('alert')).toContainText('Workers are switched off.');
  await page.getByRole('button', { name: 'Try again' }).click();
  await learner.seesPrompt();
});
