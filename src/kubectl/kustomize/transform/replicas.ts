/** `replicas`: how many of each. Mirrors api internal/builtins/ReplicaCountTransformer.go. */
import { KubectlError } from '../../errors.ts';
import { changeField, type FieldSpec } from '../field-spec.ts';
import { fits, shownGvk } from '../gvk.ts';
import type { Replica } from '../kustomization.ts';
import { scalar } from '../node.ts';
import type { Transformer } from './transformer.ts';

export const replicaTransformer = (
  { name = '', count = 0 }: Replica,
  specs: readonly FieldSpec[],
): Transformer => ({
  name: 'ReplicaCountTransformer',
  transform(set) {
    let isFound = false;
    for (const spec of specs)
      for (const { node } of set.byAnyId((id) => id.name === name && fits(id.gvk, spec))) {
        isFound = true;
        if (!node) continue;
        changeField(node, spec, {
          make: () => scalar('', 'int'),
          set: (place) => {
            if (place.kind === 'scalar') Object.assign(place, scalar(String(count), 'int'));
          },
        });
      }
    if (!isFound)
      throw new KubectlError(
        `resource with name ${name} does not match a config with the following GVK [${specs.map(shownGvk).join(' ')}]`,
      );
  },
});
