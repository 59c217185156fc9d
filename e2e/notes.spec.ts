/** The session of the notes, typed as a learner would, on the site and from a folder. */
import { expect, test } from '@playwright/test';
import { Learner } from './learner.ts';

const firstPod = "$(kubectl get po -o jsonpath='{.items[0].metadata.name}')";

test('a replica returns, an extra pod goes @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/replicasets');
  await learner.seesPrompt();
  await learner.types('kubectl apply -f replica.yaml', 'replicaset.apps/nginx-rs created');
  await learner.waitsUntilSettled();
  await learner.types('kubectl get rs', /nginx-rs\s+2\s+2\s+2/);
  await expect(learner.podsOnMap('Running')).toHaveCount(2);

  const before = await learner.podsOnMap('Running').first().getAttribute('aria-label');
  await learner.types(`kubectl delete pod ${firstPod}`, 'deleted from default namespace');
  await learner.waitsUntilSettled();
  await expect(learner.podsOnMap('Running')).toHaveCount(2);
  await expect(page.getByRole('button', { name: before ?? '' })).toHaveCount(0);
  await expect(page.locator('.why')).toContainText('because');

  await learner.types(
    'kubectl run extra --image=nginx:1.21 --labels=app=nginx',
    'pod/extra created',
  );
  await learner.waitsUntilSettled();
  await learner.types('kubectl describe rs nginx-rs | grep Deleted', 'Deleted pod: extra');
  await learner.types('kubectl get rs', /nginx-rs\s+2\s+2\s+2/);
});

test('a node fails, its pods return elsewhere @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/node-failure');
  await learner.seesPrompt();
  await learner.types('kubectl apply -f deployment.yaml', 'nginx-deployment created');
  await learner.waitsUntilSettled();
  await expect(learner.podsOnMap('Running')).toHaveCount(6);

  await learner.presses('Cut power of node-2');
  await learner.presses('Skip 30 s');
  await learner.types('kubectl get nodes', /node-2\s+Ready/);
  await learner.presses('Skip 60 s');
  await learner.types('kubectl get nodes', /node-2\s+NotReady/);
  await learner.types('kubectl get deploy', /nginx-deployment\s+4\/6/);
  await learner.presses('Skip 330 s');
  await learner.types('kubectl get deploy', /nginx-deployment\s+6\/6/);
  await expect(learner.podsOnMap('Terminating')).toHaveCount(2);

  await learner.presses('Restore power of node-2');
  await expect(page.getByRole('region', { name: 'node-2' })).not.toContainText('power off');
  await learner.waitsUntilSettled();
  await learner.types('kubectl get nodes', /node-2\s+Ready/);
  await expect(learner.podsOnMap('Terminating')).toHaveCount(0);
});

test('scale, roll out 1.21.3, look back, undo @file', async ({ page }) => {
  const learner = new Learner(page);
  await learner.opens('lessons/node-failure');
  await learner.seesPrompt();
  await learner.presses('×100');
  await learner.types('kubectl apply -f deployment.yaml', 'nginx-deployment created');
  await learner.types('kubectl scale --replicas=3 deploy/nginx-deployment', 'scaled');
  await learner.waitsUntilSettled();
  await learner.types('kubectl get deploy', /nginx-deployment\s+3\/3/);

  const image = 'kubectl set image deployment/nginx-deployment nginx=nginx:1.21.3';
  await learner.types(image, 'image updated');
  await learner.types(
    'kubectl rollout status deployment/nginx-deployment',
    'successfully rolled out',
  );
  await learner.types('kubectl get deploy -o wide', 'nginx:1.21.3');
  await learner.types('kubectl rollout history deployment/nginx-deployment', /^2\s+<none>/m);

  const undo = 'kubectl rollout undo deployment/nginx-deployment --to-revision=1';
  await learner.types(undo, 'rolled back');
  await learner.waitsUntilSettled();
  await learner.types('kubectl get deploy -o wide', /nginx:1\.21\s/);
  await learner.types('kubectl rollout history deployment/nginx-deployment', /^3\s+<none>/m);
});
