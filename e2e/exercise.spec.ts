/** An exercise done wrong, explained, then done right. */
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

const fix = "sed -i 's/replicas: .*/replicas: 3/; s/app: .*/app: shop/' replicaset.yaml";

test('wrong, read why, then right @file', async ({ page }) => {
  const learner = new Learner(page);
  const exercise = page.getByRole('region', { name: 'Exercise: Make it come back' });
  await learner.opens('exercises/self-healing/replicas-return');
  await learner.seesPrompt();

  await learner.types('kubectl delete pod shop', 'deleted from default namespace');
  await learner.presses('Check');
  await expect(exercise).toContainText('A ReplicaSet adopts a pod that fits its selector');
  const never = exercise.getByRole('listitem').filter({ hasText: 'users always had a ready pod' });
  await expect(never).toContainText('expected');
  await expect(never).toContainText('at least 1');
  await expect(never).toContainText('kubectl get pods -l app=shop');

  await learner.presses('Hint 1 of 4');
  await expect(exercise).toContainText('has no owner');
  await exercise.getByRole('button', { name: 'Start over' }).click();
  await expect(exercise.getByRole('button', { name: 'Check' })).toBeEnabled();
  await learner.seesPrompt();

  await learner.types(fix, /\$/);
  await learner.types('kubectl apply -f replicaset.yaml', 'replicaset.apps/shop created');
  await learner.waitsUntilSettled();
  await learner.types('kubectl delete pod shop', 'deleted from default namespace');
  await learner.waitsUntilSettled();
  await learner.presses('Check');
  await expect(exercise).toContainText('Passed.');

  await learner.opens('exercises');
  const row = page.getByRole('listitem').filter({ hasText: 'Make it come back' });
  await expect(row).toContainText('passed');
});

test('the lesson offers its exercise and keeps count', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  await page.getByRole('button', { name: 'Two pods, one with a new name' }).click();
  await expect(page.getByRole('region', { name: 'Prediction' })).toContainText('Right.');
  await expect(page.locator('.crumb')).toContainText('1 of');
  await learner.presses('Start the exercise');
  await expect(page.locator('.terminal-name')).toHaveText('Exercise: Make it come back');
  await learner.sees(/\$\s*$/);
});
