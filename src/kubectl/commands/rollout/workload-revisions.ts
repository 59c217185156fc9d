/** Revisions of every kind that keeps them: ReplicaSets of a Deployment, ControllerRevisions of the others. */
import type { KubeObject } from '#apimachinery/object.ts';
import { isControlledBy } from '#apimachinery/owner-references.ts';
import {
  type LabelSelectorObject,
  printSelector,
  selectorOfObject,
} from '#apimachinery/selector.ts';
import type { Deployment } from '#resources/deployment.ts';
import type { ReplicaSet } from '#resources/replicaset.ts';
import type { ApiClient } from '../../api-client.ts';
import { deploymentSets } from '../../deployment-sets.ts';
import type { PodTemplate } from '../../describe/pod-template.ts';
import { CHANGE_CAUSE, deploymentRevisions, type Revision } from './revisions.ts';

/** What a DaemonSet or StatefulSet was: `data` is the strategic merge patch that brings it back. */
export interface ControllerRevision extends KubeObject {
  readonly revision: number;
  readonly data: { readonly spec: { readonly template: PodTemplate } };
}

interface Workload extends KubeObject {
  readonly spec: { readonly selector?: LabelSelectorObject; readonly template: PodTemplate };
}

export const revisionsOfDeployment = async (
  api: ApiClient,
  deployment: Deployment,
): Promise<readonly Revision<ReplicaSet>[]> =>
  deploymentRevisions(await deploymentSets(api, deployment));

export async function controllerRevisions(
  api: ApiClient,
  owner: KubeObject,
): Promise<readonly Revision<ControllerRevision>[]> {
  const resource = (await api.discover()).find('controllerrevisions.apps');
  if (!resource) return [];
  const { items } = await api.list<ControllerRevision>(resource, {
    namespace: owner.metadata.namespace ?? '',
    labelSelector: printSelector(selectorOfObject((owner as Workload).spec.selector)),
  });
  return items
    .filter((item) => isControlledBy(item, owner))
    .map((object) => ({
      number: object.revision,
      object,
      cause: object.metadata.annotations?.[CHANGE_CAUSE] ?? '',
    }))
    .sort((a, b) => a.number - b.number);
}

/** The template a revision stands for. */
export function templateOfRevision({ data }: ControllerRevision): PodTemplate {
  const { $patch: _, ...template } = data.spec.template as PodTemplate & { $patch?: string };
  return template;
}

/** Kinds whose history is ControllerRevisions. */
export const keepsControllerRevisions = (resource: {
  readonly group: string;
  readonly kind: string;
}): boolean =>
  resource.group === 'apps' && (resource.kind === 'DaemonSet' || resource.kind === 'StatefulSet');

export const isDeployment = (resource: {
  readonly group: string;
  readonly kind: string;
}): boolean => resource.group === 'apps' && resource.kind === 'Deployment';

/** The template an object has now. */
export const templateOf = (object: KubeObject): PodTemplate => (object as Workload).spec.template;

/** A kind's own object with another template. */
export const withTemplate = (object: KubeObject, template: PodTemplate): KubeObject => {
  const workload = object as Workload;
  const changed: Workload = { ...workload, spec: { ...workload.spec, template } };
  return changed;
};
