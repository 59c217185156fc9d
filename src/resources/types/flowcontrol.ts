/** The types of API priority and fairness, as far as anybody reads them. */
import type { KubeObject } from '#apimachinery/object.ts';

export interface FlowCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

export interface FlowSchema extends KubeObject {
  readonly spec: {
    readonly priorityLevelConfiguration?: { readonly name?: string };
    readonly matchingPrecedence?: number;
    readonly distinguisherMethod?: { readonly type: string };
    readonly rules?: readonly object[];
  };
  readonly status?: { readonly conditions?: readonly FlowCondition[] };
}

export interface LimitResponse {
  readonly type?: string;
  readonly queuing?: {
    readonly queues?: number;
    readonly handSize?: number;
    readonly queueLengthLimit?: number;
  };
}

interface Shares {
  readonly nominalConcurrencyShares?: number;
  readonly lendablePercent?: number;
}

export interface PriorityLevelConfiguration extends KubeObject {
  readonly spec: {
    readonly type?: string;
    readonly limited?: Shares & { readonly limitResponse?: LimitResponse };
    readonly exempt?: Shares;
  };
  readonly status?: object;
}
