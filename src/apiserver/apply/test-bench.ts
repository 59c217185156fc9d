/** A server with words for tests of ownership: what a 1.35.4 control plane answered to the same requests is what they hold. */
import type { Json, ManagedFieldsEntry } from '#apimachinery/object.ts';
import { apps, createTestServer, type TestServer } from '../test-server.ts';

const template = (image: string): Json => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'nginx', image, ports: [{ containerPort: 80 }] }] },
});
export const deployment = (replicas: number, image = 'nginx:1.21'): Json => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: template(image) },
});
export const path = `${apps}/deployments/web`;

/** A server with words for the requests of this file; each write is a second after the last. */
export function bench() {
  const test = createTestServer();
  const tick = (): void => test.clock.advanceTo(test.clock.now() + 1_000);
  const apply = (manager: string, body: Json, query = '', at = path) => {
    tick();
    return test.patch(`${at}?fieldManager=${manager}${query}`, 'apply', body);
  };
  return { ...test, tick, apply };
}

export const entriesOf = ({ read }: TestServer, at = path): readonly ManagedFieldsEntry[] =>
  read(at).metadata.managedFields ?? [];
export const fieldsOf = (test: TestServer, manager: string, at = path): unknown =>
  entriesOf(test, at).find((one) => one.manager === manager)?.fieldsV1;
export const messageOf = ({ body }: { readonly body: unknown }): string =>
  (body as { readonly message?: string }).message ?? '';
