/** The type of CertificateSigningRequests and of its parts. */
import type { KubeObject } from '#apimachinery/object.ts';

export interface CertificateCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastUpdateTime?: string | null;
  readonly lastTransitionTime?: string | null;
}

export interface CertificateSigningRequest extends KubeObject {
  readonly spec: {
    /** Base64 of a request in PEM. */
    readonly request: string;
    readonly signerName: string;
    readonly expirationSeconds?: number;
    readonly usages?: readonly string[];
    readonly username?: string;
    readonly uid?: string;
    readonly groups?: readonly string[];
    readonly extra?: Readonly<Record<string, readonly string[]>>;
  };
  readonly status?: {
    readonly conditions?: readonly CertificateCondition[];
    /** Base64 of the certificate in PEM. */
    readonly certificate?: string;
  };
}
