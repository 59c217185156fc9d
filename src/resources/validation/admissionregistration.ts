/** Webhooks and admission policies. Mirrors kubernetes pkg/apis/admissionregistration/validation/validation.go. Differs: expressions are not compiled. */
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type {
  AdmissionPolicy,
  AdmissionPolicyBinding,
  OperationRule,
  Webhook,
  WebhookConfiguration,
} from '../types/admissionregistration.ts';
import { each, eachItem, type FieldErrors, none } from './fields.ts';
import { validateLabelSelector } from './labels.ts';
import { subdomainName, validateMetadata } from './metadata.ts';

const OPERATIONS = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const REVIEWS = 'must specify one of v1, v1beta1';

const oneOf = (
  field: string,
  value: string | undefined,
  allowed: readonly string[],
): FieldErrors =>
  value === undefined || allowed.includes(value) ? none : [notSupported(field, value, allowed)];

function validateRule(rule: OperationRule, field: string): FieldErrors {
  const lists = ['operations', 'apiGroups', 'apiVersions', 'resources'] as const;
  return [
    ...lists.flatMap((name) => (rule[name]?.length ? none : [required(`${field}.${name}`)])),
    ...eachItem(`${field}.operations`, rule.operations, (operation, at) =>
      oneOf(at, operation, OPERATIONS),
    ),
    ...oneOf(`${field}.scope`, rule.scope, ['*', 'Cluster', 'Namespaced']),
  ];
}

function validateName(name: string, field: string): FieldErrors {
  const wrong = each(field, name, dns1123SubdomainErrors(name));
  if (wrong.length > 0 || name.split('.').length >= 3) return wrong;
  return [
    invalid(field, name, 'should be a domain with at least three segments separated by dots'),
  ];
}

function validateClient(
  { url, service }: NonNullable<Webhook['clientConfig']>,
  field: string,
): FieldErrors {
  if (Boolean(url) === Boolean(service)) {
    return [required(field, 'exactly one of url or service is required')];
  }
  if (!service) return none;
  return [
    ...(service.name ? none : [required(`${field}.service.name`, 'service name is required')]),
    ...(service.namespace
      ? none
      : [required(`${field}.service.namespace`, 'service namespace is required')]),
  ];
}

function validateVersions(versions: readonly string[], field: string): FieldErrors {
  if (versions.length === 0) return [required(field, REVIEWS)];
  if (versions.some((version) => version === 'v1' || version === 'v1beta1')) return none;
  return [invalid(field, versions, 'must include at least one of v1, v1beta1')];
}

function validateWebhook(webhook: Webhook, field: string): FieldErrors {
  const { sideEffects, timeoutSeconds = 10, admissionReviewVersions = [] } = webhook;
  const timeout = 'the timeout value must be between 1 and 30 seconds';
  const effects = `${field}.sideEffects`;
  return [
    ...validateName(webhook.name ?? '', `${field}.name`),
    ...eachItem(`${field}.rules`, webhook.rules, validateRule),
    ...oneOf(`${field}.failurePolicy`, webhook.failurePolicy, ['Fail', 'Ignore']),
    ...oneOf(`${field}.matchPolicy`, webhook.matchPolicy, ['Equivalent', 'Exact']),
    ...(sideEffects === undefined
      ? [required(effects, 'must specify one of None, NoneOnDryRun')]
      : oneOf(effects, sideEffects, ['None', 'NoneOnDryRun'])),
    ...(timeoutSeconds < 1 || timeoutSeconds > 30
      ? [invalid(`${field}.timeoutSeconds`, timeoutSeconds, timeout)]
      : none),
    ...validateLabelSelector(`${field}.namespaceSelector`, webhook.namespaceSelector),
    ...validateLabelSelector(`${field}.objectSelector`, webhook.objectSelector),
    ...validateClient(webhook.clientConfig ?? {}, `${field}.clientConfig`),
    ...validateVersions(admissionReviewVersions, `${field}.admissionReviewVersions`),
    ...oneOf(`${field}.reinvocationPolicy`, webhook.reinvocationPolicy, ['IfNeeded', 'Never']),
  ];
}

export const validateWebhooks = ({ metadata, webhooks }: WebhookConfiguration): FieldErrors => [
  ...validateMetadata(metadata, false, subdomainName),
  ...eachItem('webhooks', webhooks, validateWebhook),
];

export function validatePolicy({ metadata, spec }: AdmissionPolicy): FieldErrors {
  const { matchConstraints: match, validations = [], auditAnnotations = [] } = spec;
  const field = 'spec.matchConstraints';
  const either = 'validations or auditAnnotations must contain at least one item';
  const isEmpty = validations.length + auditAnnotations.length === 0;
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...oneOf('spec.failurePolicy', spec.failurePolicy, ['Fail', 'Ignore']),
    ...(match ? none : [required(field)]),
    ...(match && !match.resourceRules?.length ? [required(`${field}.resourceRules`)] : none),
    ...eachItem(`${field}.resourceRules`, match?.resourceRules, validateRule),
    ...(isEmpty
      ? [required('spec.validations', either), required('spec.auditAnnotations', either)]
      : none),
    ...eachItem('spec.validations', validations, ({ expression = '' }, at) =>
      expression.trim() ? none : [required(`${at}.expression`, 'expression is not specified')],
    ),
  ];
}

export function validatePolicyBinding({ metadata, spec }: AdmissionPolicyBinding): FieldErrors {
  const { policyName = '', validationActions: actions = [], matchResources } = spec;
  const field = 'spec.validationActions';
  return [
    ...validateMetadata(metadata, false, subdomainName),
    ...(policyName
      ? each('spec.policyName', policyName, dns1123SubdomainErrors(policyName))
      : [required('spec.policyName')]),
    ...eachItem('spec.matchResources.resourceRules', matchResources?.resourceRules, validateRule),
    ...(actions.length > 0
      ? none
      : [required(field, 'at least one validation action is required')]),
    ...eachItem(field, actions, (action, at) => oneOf(at, action, ['Audit', 'Deny', 'Warn'])),
  ];
}
