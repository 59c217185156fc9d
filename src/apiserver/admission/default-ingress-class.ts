/** An Ingress that names no class gets the default one. Mirrors kubernetes plugin/pkg/admission/network/defaultingressclass. */
import type { KubeObject } from '#apimachinery/object.ts';
import { type Ingress, ingressKind } from '#resources/ingress.ts';
import { type IngressClass, ingressClassKind } from '#resources/ingressclass.ts';
import type { AdmissionStep } from '../context.ts';
import { storedList } from './stored.ts';

const IS_DEFAULT = 'ingressclass.kubernetes.io/is-default-class';
const OLD_CLASS = 'kubernetes.io/ingress.class';

/** The newest of those marked, by name among the equally old. */
function newestDefault(classes: readonly IngressClass[]): IngressClass | undefined {
  const [first] = classes
    .filter(({ metadata }) => metadata.annotations?.[IS_DEFAULT] === 'true')
    .sort(({ metadata: a }, { metadata: b }) => {
      if (a.creationTimestamp !== b.creationTimestamp)
        return a.creationTimestamp > b.creationTimestamp ? -1 : 1;
      return a.name < b.name ? -1 : 1;
    });
  return first;
}

export const defaultIngressClass: AdmissionStep = {
  name: 'DefaultIngressClass',
  mutate: (server, kind, object): KubeObject => {
    if (kind !== ingressKind) return object;
    const ingress = object as Ingress;
    const isSaid = ingress.metadata.annotations?.[OLD_CLASS] !== undefined;
    if (isSaid || ingress.spec.ingressClassName !== undefined) return object;
    const found = newestDefault(storedList(server, ingressClassKind));
    if (!found) return object;
    const spec = { ...ingress.spec, ingressClassName: found.metadata.name };
    return { ...ingress, spec } as KubeObject;
  },
};
