/** Defaults of webhooks and policies. Mirrors kubernetes pkg/apis/admissionregistration/v1/defaults.go. */
import { mapShared, replaced, withDefaults } from '../defaults/with-defaults.ts';
import type {
  AdmissionPolicy,
  AdmissionPolicyBinding,
  MatchResources,
  OperationRule,
  Webhook,
  WebhookConfiguration,
} from '../types/admissionregistration.ts';

const rule = (one: OperationRule): OperationRule => withDefaults(one, { scope: '*' });

const matching = { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} };

function webhook(one: Webhook, isMutating: boolean): Webhook {
  const { service } = one.clientConfig ?? {};
  const filled = withDefaults(one, {
    ...matching,
    failurePolicy: 'Fail',
    timeoutSeconds: 10,
    ...(isMutating ? { reinvocationPolicy: 'Never' } : {}),
  });
  const ruled = replaced(filled, 'rules', mapShared(filled.rules, rule));
  if (!service) return ruled;
  const clientConfig = { ...one.clientConfig, service: withDefaults(service, { port: 443 }) };
  return { ...ruled, clientConfig };
}

export const webhookDefaults =
  (isMutating: boolean) =>
  (configuration: WebhookConfiguration): WebhookConfiguration =>
    replaced(
      configuration,
      'webhooks',
      mapShared(configuration.webhooks, (one) => webhook(one, isMutating)),
    );

function matchDefaults(match: MatchResources | undefined): MatchResources | undefined {
  if (!match) return undefined;
  const filled = withDefaults(match, matching);
  const ruled = replaced(filled, 'resourceRules', mapShared(filled.resourceRules, rule));
  return replaced(ruled, 'excludeResourceRules', mapShared(ruled.excludeResourceRules, rule));
}

export function policyDefaults(policy: AdmissionPolicy): AdmissionPolicy {
  const spec = withDefaults(policy.spec ?? {}, { failurePolicy: 'Fail' });
  const matched = replaced(spec, 'matchConstraints', matchDefaults(spec.matchConstraints));
  return replaced(policy, 'spec', matched);
}

export function policyBindingDefaults(binding: AdmissionPolicyBinding): AdmissionPolicyBinding {
  const spec = binding.spec ?? {};
  const matched = replaced(spec, 'matchResources', matchDefaults(spec.matchResources));
  return replaced(binding, 'spec', matched);
}
