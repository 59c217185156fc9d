/** Whether a node shall run the pod of a DaemonSet, and may go on running it. */
import { memoised } from '#apimachinery/intern.ts';
import type { DaemonSet } from '#resources/daemonset.ts';
import type { Node } from '#resources/node.ts';
import { matchesNode } from '#resources/nodes/selection.ts';
import type { PodSpec } from '#resources/pods/types.ts';
import { toleratesEvery } from '../tolerations.ts';
import { tolerantSpec } from './template.ts';

interface Fit {
  readonly shouldRun: boolean;
  readonly mayGoOn: boolean;
}

const not: Fit = { shouldRun: false, mayGoOn: false };
const staying: Fit = { shouldRun: false, mayGoOn: true };
const running: Fit = { shouldRun: true, mayGoOn: true };

const noSpec: PodSpec = { containers: [] };

function judge(spec: PodSpec, node: Node): Fit {
  if (spec.nodeName && spec.nodeName !== node.metadata.name) return not;
  if (!matchesNode(spec, node)) return not;
  const { tolerations } = tolerantSpec(spec);
  const taints = (node.spec.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule');
  if (toleratesEvery(tolerations, taints)) return running;
  const evicting = taints.filter(({ effect }) => effect === 'NoExecute');
  return toleratesEvery(tolerations, evicting) ? staying : not;
}

/** Judged once for each template and each state of a node. */
const judgeOf = memoised((spec: PodSpec) => memoised((node: Node) => judge(spec, node)));

/** Mirrors kubernetes pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod. */
export const fitOf = ({ spec }: DaemonSet, node: Node): Fit =>
  judgeOf(spec.template.spec ?? noSpec)(node);
