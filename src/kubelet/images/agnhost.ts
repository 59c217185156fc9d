/** agnhost: Kubernetes' own test server; ends with 2 when told to stop. */
import { type Image, servesUntilStopped } from './image.ts';

export const agnhost: Image = {
  repository: 'registry.k8s.io/e2e-test-images/agnhost',
  tags: ['2.39', '2.53', '2.57', 'latest'],
  sizeBytes: () => 53_105_904,
  ports: [8080],
  programs: ['/agnhost', 'agnhost', 'pause', 'netexec', 'serve-hostname'],
  hasShell: true,
  behaviour: servesUntilStopped(2),
  banner: [],
  page: (path) =>
    path === '/'
      ? { status: 200, body: 'NOW: ready\n' }
      : { status: 404, body: '404 page not found\n' },
};
