/** Events in the words of events.k8s.io/v1. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { Event } from './event.ts';

/** What the newer group calls things. */
export interface NewEvent extends KubeObject {
  readonly eventTime?: string | null;
  readonly series?: Event['series'];
  readonly reportingController?: string;
  readonly reportingInstance?: string;
  readonly action?: string;
  readonly reason?: string;
  readonly regarding?: Event['involvedObject'];
  readonly related?: Event['related'];
  readonly note?: string;
  readonly type?: string;
  readonly deprecatedSource?: Event['source'];
  readonly deprecatedFirstTimestamp?: string | null;
  readonly deprecatedLastTimestamp?: string | null;
  readonly deprecatedCount?: number;
}
