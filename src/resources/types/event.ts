/** The type of Events and of its parts. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable, KubeObject } from '#apimachinery/object.ts';

export interface Event extends KubeObject {
  readonly involvedObject: Immutable<v1.ObjectReference>;
  readonly reason: string;
  readonly message: string;
  readonly type: string;
  readonly source?: Immutable<v1.EventSource>;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly count?: number;
  readonly series?: Immutable<v1.EventSeries>;
  readonly action?: string;
  readonly related?: Immutable<v1.ObjectReference>;
  readonly reportingComponent?: string;
  readonly reportingInstance?: string;
}
