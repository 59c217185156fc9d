/** The pod template of a Deployment, ReplicaSet, Job, …: also what `rollout history --revision` shows. */
import type { PodTemplateSpec } from '#resources/pods/types.ts';
import { writeContainers } from './containers.ts';
import { writeAnnotations, writeLabels } from './metadata.ts';
import type { PrefixWriter } from './prefix-writer.ts';
import { writeTolerations, writeTopologySpread } from './scheduling.ts';
import { writeVolumes } from './volumes.ts';

export type PodTemplate = PodTemplateSpec;

/** Mirrors kubectl pkg/describe/describe.go DescribePodTemplate. */
export function writePodTemplate(w: PrefixWriter, template: PodTemplate | undefined): void {
  w.write(0, 'Pod Template:\n');
  if (!template) {
    w.write(1, '<unset>');
    return;
  }
  const { metadata, spec } = template;
  writeLabels(w, '  Labels', metadata?.labels);
  if (Object.keys(metadata?.annotations ?? {}).length > 0)
    writeAnnotations(w, '  Annotations', metadata?.annotations);
  if (spec?.serviceAccountName) w.write(1, `Service Account:\t${spec.serviceAccountName}\n`);
  if (spec?.initContainers?.length)
    writeContainers(w, spec.initContainers, { label: 'Init Containers', space: '  ' });
  writeContainers(w, spec?.containers, { label: 'Containers', space: '  ' });
  writeVolumes(w, spec?.volumes, '  ');
  writeTopologySpread(w, spec?.topologySpreadConstraints, '  ');
  if (spec?.priorityClassName) w.write(1, `Priority Class Name:\t${spec.priorityClassName}\n`);
  writeLabels(w, '  Node-Selectors', spec?.nodeSelector);
  writeTolerations(w, '  Tolerations', spec?.tolerations);
}
