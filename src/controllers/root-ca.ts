/** The root-ca publisher: every namespace has the ConfigMap `kube-root-ca.crt`, as it should be. */
import { type ConfigMap, configMapKind } from '#resources/configmap.ts';
import { keepInEveryNamespace } from './namespaced-default.ts';
import { rootCaCertificate } from './root-ca-certificate.ts';

const name = 'kube-root-ca.crt';
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';
const annotation = 'kubernetes.io/description';
const data = { 'ca.crt': rootCaCertificate };

const isRight = ({ data: has, metadata }: ConfigMap): boolean =>
  has?.['ca.crt'] === rootCaCertificate &&
  Object.keys(has).length === 1 &&
  metadata.annotations?.[annotation] !== undefined;

/** Mirrors kubernetes pkg/controller/certificates/rootcacertpublisher/publisher.go. */
export const rootCaController = keepInEveryNamespace({
  controller: 'root-ca-cert-publisher',
  kind: configMapKind,
  name,
  draft: (namespace) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, annotations: { [annotation]: description } },
    data,
  }),
  repair: (object) =>
    isRight(object)
      ? object
      : {
          ...object,
          metadata: {
            ...object.metadata,
            annotations: { ...object.metadata.annotations, [annotation]: description },
          },
          data,
        },
});
