/** The types of admission webhooks and policies, as far as anybody reads them. */
import type { KubeObject } from '#apimachinery/object.ts';
import type { LabelSelectorObject } from '#apimachinery/selector.ts';

export interface OperationRule {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly resources?: readonly string[];
  readonly operations?: readonly string[];
  readonly scope?: string;
}

export interface Webhook {
  readonly name: string;
  readonly clientConfig?: {
    readonly url?: string;
    readonly service?: {
      readonly name?: string;
      readonly namespace?: string;
      readonly port?: number;
    };
  };
  readonly rules?: readonly OperationRule[];
  readonly sideEffects?: string;
  readonly admissionReviewVersions?: readonly string[];
  readonly failurePolicy?: string;
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelectorObject;
  readonly objectSelector?: LabelSelectorObject;
  readonly timeoutSeconds?: number;
  readonly reinvocationPolicy?: string;
}

export interface WebhookConfiguration extends KubeObject {
  readonly webhooks?: readonly Webhook[];
}

export interface MatchResources {
  readonly resourceRules?: readonly OperationRule[];
  readonly excludeResourceRules?: readonly OperationRule[];
  readonly matchPolicy?: string;
  readonly namespaceSelector?: LabelSelectorObject;
  readonly objectSelector?: LabelSelectorObject;
}

export interface AdmissionPolicy extends KubeObject {
  readonly spec: {
    readonly paramKind?: { readonly apiVersion?: string; readonly kind?: string };
    readonly matchConstraints?: MatchResources;
    readonly validations?: readonly { readonly expression?: string; readonly message?: string }[];
    readonly auditAnnotations?: readonly object[];
    readonly failurePolicy?: string;
  };
  readonly status?: object;
}

export interface AdmissionPolicyBinding extends KubeObject {
  readonly spec: {
    readonly policyName?: string;
    readonly paramRef?: {
      readonly name?: string;
      readonly namespace?: string;
      readonly selector?: LabelSelectorObject;
    };
    readonly matchResources?: MatchResources;
    readonly validationActions?: readonly string[];
  };
}
