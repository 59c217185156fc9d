/** The type of ControllerRevisions. */
import type { JsonObject, KubeObject } from '#apimachinery/object.ts';

/** What a StatefulSet or DaemonSet was at one time. */
export interface ControllerRevision extends KubeObject {
  /** The state kept: for those two a strategic merge patch that brings the template back. Immutable. */
  readonly data?: JsonObject;
  readonly revision: number;
}
