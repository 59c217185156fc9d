/** `kubectl describe namespace` */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import type { Namespace } from '#resources/namespace.ts';
import { type Describer, listIfServed } from './describer.ts';
import { writeAnnotations, writeLabels } from './metadata.ts';
import { type PrefixWriter, tabbedText } from './prefix-writer.ts';
import { writeScopes } from './resourcequota.ts';
import { longTime } from './time-text.ts';

/** A quota as far as a namespace shows it. */
interface QuotaView extends KubeObject {
  readonly spec?: { readonly scopes?: readonly string[] };
  readonly status?: { readonly hard?: StringMap; readonly used?: StringMap };
}
/** A limit range as far as a namespace shows it. */
interface LimitRangeView extends KubeObject {
  readonly spec?: {
    readonly limits?: readonly {
      readonly type: string;
      readonly max?: StringMap;
      readonly min?: StringMap;
      readonly default?: StringMap;
      readonly defaultRequest?: StringMap;
      readonly maxLimitRequestRatio?: StringMap;
    }[];
  };
}

function writeQuotas(w: PrefixWriter, quotas: readonly QuotaView[]): void {
  if (quotas.length === 0) {
    w.write(0, 'No resource quota.\n');
    return;
  }
  w.write(0, 'Resource Quotas\n');
  for (const { metadata, spec, status } of quotas) {
    w.write(1, `Name:\t${metadata.name}\n`);
    writeScopes(w, spec?.scopes, 1, '* ');
    w.write(1, 'Resource\tUsed\tHard\n');
    w.write(1, '--------\t---\t---\n');
    for (const name of Object.keys(status?.hard ?? {}).sort())
      w.write(1, `${name}\t${status?.used?.[name] ?? '0'}\t${status?.hard?.[name] ?? '0'}\n`);
  }
}

function writeLimitRanges(w: PrefixWriter, ranges: readonly LimitRangeView[]): void {
  if (ranges.length === 0) {
    w.write(0, 'No LimitRange resource.\n');
    return;
  }
  w.write(
    0,
    'Resource Limits\n Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n',
  );
  w.write(
    0,
    ' ----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n',
  );
  for (const limit of ranges.flatMap(({ spec }) => spec?.limits ?? [])) {
    const columns = [
      limit.min,
      limit.max,
      limit.defaultRequest,
      limit.default,
      limit.maxLimitRequestRatio,
    ];
    const names = new Set(columns.flatMap((column) => Object.keys(column ?? {})));
    for (const name of [...names].sort()) {
      const cells = columns.map((column) => column?.[name] ?? '-');
      w.write(0, ` ${[limit.type, name, ...cells].join('\t')}\n`);
    }
  }
}

function writeConditions(w: PrefixWriter, { status }: Namespace): void {
  if (!status?.conditions?.length) return;
  w.write(0, 'Conditions:\n');
  w.write(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage\n');
  w.write(1, '----\t------\t------------------\t------\t-------\n');
  for (const condition of status.conditions) {
    const { type, reason = '', message = '', lastTransitionTime } = condition;
    const cells = [type, condition.status, longTime(lastTransitionTime), reason, message];
    w.write(1, `${cells.join('\t')}\n`);
  }
}

/** Mirrors kubectl pkg/describe/describe.go describeNamespace. undefined: the server has no such kind. */
export const describeNamespace = (
  namespace: Namespace,
  quotas: readonly QuotaView[] | undefined,
  limitRanges: readonly LimitRangeView[] | undefined,
): string =>
  tabbedText((w) => {
    const { metadata, status } = namespace;
    w.write(0, `Name:\t${metadata.name}\n`);
    writeLabels(w, 'Labels', metadata.labels);
    writeAnnotations(w, 'Annotations', metadata.annotations);
    w.write(0, `Status:\t${status?.phase ?? ''}\n`);
    writeConditions(w, namespace);
    w.write(0, '\n');
    writeQuotas(w, quotas ?? []);
    w.write(0, '\n');
    writeLimitRanges(w, limitRanges ?? []);
  });

export const namespaceDescriber: Describer = {
  group: '',
  kind: 'Namespace',
  describe: async (world, object) => {
    const inside = { namespace: object.metadata.name };
    return describeNamespace(
      object as Namespace,
      await listIfServed<QuotaView>(world, 'resourcequotas', inside),
      await listIfServed<LimitRangeView>(world, 'limitranges', inside),
    );
  },
};
