/** The type of Secrets and of its parts. */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';

export interface Secret extends KubeObject {
  readonly type?: string;
  readonly data?: StringMap;
  /** Write-only: moves into `data` as base64. */
  readonly stringData?: StringMap;
  readonly immutable?: boolean;
}
