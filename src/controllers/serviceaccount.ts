/** The ServiceAccount controller: every namespace has the account `default`. */
import { serviceAccountKind } from '#resources/serviceaccount.ts';
import { keepInEveryNamespace } from './namespaced-default.ts';

/** Mirrors kubernetes pkg/controller/serviceaccount/serviceaccounts_controller.go. */
export const serviceAccountController = keepInEveryNamespace({
  controller: 'service-account-controller',
  kind: serviceAccountKind,
  name: 'default',
  draft: (namespace) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
  }),
});
