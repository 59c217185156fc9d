/** The type of ConfigMaps and of its parts. */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';

export interface ConfigMap extends KubeObject {
  readonly data?: StringMap;
  readonly binaryData?: StringMap;
  readonly immutable?: boolean;
}
