/** Revisions are named as a real cluster names them. */
import { expect, it } from 'vitest';
import { patchOf, revisionHash, templateOfRevision } from './revision-data.ts';

/** As a real StatefulSet of 1.35.4 had it; its ControllerRevision was db-85b8db7867. */
const template = {
  metadata: { annotations: { x: '<&>' }, labels: { app: 'db' } },
  spec: {
    containers: [
      {
        image: 'nginx:1.21',
        imagePullPolicy: 'IfNotPresent',
        name: 'db',
        ports: [{ containerPort: 80, name: 'web', protocol: 'TCP' }],
        resources: { limits: { cpu: '1500m', memory: '1Gi' } },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  },
};

it('a template has the hash a real StatefulSet controller gives it', () => {
  expect(revisionHash(patchOf(template), 0)).toBe('85b8db7867');
});

it('a revision gives its template back', () => {
  const revision = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: { name: 'db-1', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
    revision: 1,
    data: patchOf(template),
  };
  expect(templateOfRevision(revision)).toEqual(template);
});
