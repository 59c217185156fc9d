/** `kubectl describe limitrange` */
import type { LimitRange } from '#resources/limitrange.ts';
import type { Describer } from './describer.ts';
import { writeName } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

/** Rows of a limit range: type, resource, and its five bounds. */
export function limitRows({ spec }: LimitRange): readonly string[] {
  return (spec.limits ?? []).flatMap((item) => {
    const bounds = [
      item.min,
      item.max,
      item.defaultRequest,
      item.default,
      item.maxLimitRequestRatio,
    ];
    const names = new Set(bounds.flatMap((bound) => Object.keys(bound ?? {})));
    return [...names].sort().map((name) => {
      const cells = bounds.map((bound) => bound?.[name] ?? '-');
      return [item.type, name, ...cells].join('\t');
    });
  });
}

export const limitRangeDescriber: Describer = {
  group: '',
  kind: 'LimitRange',
  /** Mirrors kubectl pkg/describe/describe.go describeLimitRange. Differs: resources are sorted; upstream's order is chance. */
  describe: async (_world, object) =>
    tabbedText((w) => {
      writeName(w, object);
      w.write(
        0,
        'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n',
      );
      w.write(
        0,
        '----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n',
      );
      for (const row of limitRows(object as LimitRange)) w.write(0, `${row}\n`);
    }),
};
