/** LimitRange: its names, defaults, validation and columns. */
import type { Kind } from '#apimachinery/kind.ts';
import { createdAtColumn, nameColumn } from './columns.ts';
import { mapShared, replaced, withDefaults } from './defaults/with-defaults.ts';
import type { LimitRange, LimitRangeItem } from './quota/types.ts';
import { validateLimitRange } from './validation/quota/limit-range.ts';
import { allVerbs } from './verbs.ts';

export type { LimitRange, LimitRangeItem } from './quota/types.ts';

/** What a container gets: the default, else the most; and asks for: the default request, the limit, else the least. Mirrors SetDefaults_LimitRangeItem. */
function defaultItem(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== 'Container') return item;
  const limits = withDefaults(item.default ?? {}, item.max ?? {});
  const requests = withDefaults(withDefaults(item.defaultRequest ?? {}, limits), item.min ?? {});
  const next = Object.keys(limits).length > 0 ? replaced(item, 'default', limits) : item;
  return Object.keys(requests).length > 0 ? replaced(next, 'defaultRequest', requests) : next;
}

export const limitRangeKind: Kind<LimitRange> = {
  group: '',
  version: 'v1',
  kind: 'LimitRange',
  plural: 'limitranges',
  singular: 'limitrange',
  shortNames: ['limits'],
  categories: [],
  namespaced: true,
  verbs: allVerbs,
  schema: 'io.k8s.api.core.v1.LimitRange',
  hasStatus: false,
  hasGeneration: false,
  columns: [nameColumn, createdAtColumn],
  defaults: (range) => {
    const next = withDefaults(range, { spec: { limits: [] } });
    const limits = mapShared(next.spec.limits, defaultItem);
    return replaced(next, 'spec', replaced(next.spec, 'limits', limits));
  },
  validate: validateLimitRange,
};
