/** The types of resource.k8s.io: what devices there are and who asked for them. */
import type { KubeObject, ObjectMeta } from '#apimachinery/object.ts';

export interface DeviceAsk {
  readonly name?: string;
  readonly deviceClassName: string;
  readonly allocationMode?: string;
  readonly count?: number;
  readonly selectors?: readonly DeviceSelector[];
}

export interface DeviceSelector {
  readonly cel?: { readonly expression: string };
}

export interface DeviceRequest {
  readonly name: string;
  readonly exactly?: DeviceAsk;
  readonly firstAvailable?: readonly DeviceAsk[];
}

export interface DeviceConfig {
  readonly requests?: readonly string[];
  readonly opaque?: { readonly driver: string; readonly parameters: object };
}

export interface ResourceClaimSpec {
  readonly devices?: {
    /** Go prints `null` where there are none. */
    readonly requests?: readonly DeviceRequest[] | null;
    readonly constraints?: readonly {
      readonly requests?: readonly string[];
      readonly matchAttribute?: string;
    }[];
    readonly config?: readonly DeviceConfig[];
  };
}

export interface ResourceClaim extends KubeObject {
  readonly spec: ResourceClaimSpec;
  readonly status: { readonly allocation?: object; readonly reservedFor?: readonly object[] };
}

export interface ResourceClaimTemplate extends KubeObject {
  readonly spec: { readonly metadata?: Partial<ObjectMeta>; readonly spec: ResourceClaimSpec };
}

export interface DeviceClass extends KubeObject {
  readonly spec: {
    readonly selectors?: readonly DeviceSelector[];
    readonly config?: readonly DeviceConfig[];
    readonly extendedResourceName?: string;
  };
}

export interface ResourceSlice extends KubeObject {
  readonly spec: {
    readonly driver: string;
    readonly pool: {
      readonly name: string;
      readonly generation: number;
      readonly resourceSliceCount: number;
    };
    readonly nodeName?: string;
    readonly nodeSelector?: object;
    readonly allNodes?: boolean;
    readonly perDeviceNodeSelection?: boolean;
    readonly devices?: readonly { readonly name: string }[];
  };
}
