/** `kubectl describe rolebinding` and `clusterrolebinding`. */
import { RBAC_GROUP } from '#resources/rbac/rules.ts';
import type { RoleBinding } from '#resources/types/rbac.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

/** Mirrors kubectl pkg/describe/describe.go RoleBindingDescriber. */
export const describeRoleBinding = (binding: RoleBinding): string =>
  tabbedText((w) => {
    const { metadata, roleRef, subjects = [] } = binding;
    w.write(0, `Name:\t${metadata.name}\n`);
    writeLabelsAndAnnotations(w, binding);
    w.write(0, `Role:\n`);
    w.write(1, `Kind:\t${roleRef.kind}\n`);
    w.write(1, `Name:\t${roleRef.name}\n`);
    w.write(0, 'Subjects:\n');
    w.write(1, 'Kind\tName\tNamespace\n');
    w.write(1, '----\t----\t---------\n');
    for (const { kind, name, namespace = '' } of subjects) {
      w.write(1, `${kind}\t${name}\t${namespace}\n`);
    }
  });

const describer = (kind: string): Describer => ({
  group: RBAC_GROUP,
  kind,
  describe: async (_world, object) => describeRoleBinding(object as RoleBinding),
});

export const roleBindingDescriber = describer('RoleBinding');
export const clusterRoleBindingDescriber = describer('ClusterRoleBinding');
