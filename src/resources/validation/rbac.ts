/** Roles and their bindings. Mirrors kubernetes pkg/apis/rbac/validation/validation.go. */
import { isEqual } from '#apimachinery/equality.ts';
import { invalid, notSupported, required } from '#apimachinery/field-error.ts';
import { dns1123SubdomainErrors } from '#apimachinery/names.ts';
import { RBAC_GROUP } from '../rbac/rules.ts';
import type { ClusterRole, PolicyRule, Role, RoleBinding, Subject } from '../types/rbac.ts';
import { each, eachItem, type FieldErrors, none } from './fields.ts';
import { validateLabelSelector } from './labels.ts';
import { type NameRule, validateMetadata, validateMetadataUpdate } from './metadata.ts';

/** Names of roles are parts of a path. Mirrors apimachinery pkg/api/validation/path IsValidPathSegmentName. */
export function pathSegmentErrors(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  const found = ['/', '%'].filter((sign) => name.includes(sign));
  return found.map((sign) => `may not contain '${sign}'`);
}

const segmentName: NameRule = (name) => pathSegmentErrors(name);

function validatePaths(rule: PolicyRule, field: string, namespaced: boolean): FieldErrors {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const at = `${field}.nonResourceURLs`;
  const isBoth = apiGroups.length + resources.length + resourceNames.length > 0;
  const both = 'rules cannot apply to both regular resources and non-resource URLs';
  return [
    ...(namespaced
      ? [invalid(at, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs')]
      : none),
    ...(isBoth ? [invalid(at, nonResourceURLs, both)] : none),
  ];
}

const validateRule =
  (namespaced: boolean) =>
  (rule: PolicyRule, field: string): FieldErrors => {
    const verbs = rule.verbs?.length
      ? none
      : [required(`${field}.verbs`, 'verbs must contain at least one value')];
    if (rule.nonResourceURLs?.length) return [...verbs, ...validatePaths(rule, field, namespaced)];
    const groups = 'resource rules must supply at least one api group';
    const resources = 'resource rules must supply at least one resource';
    return [
      ...verbs,
      ...(rule.apiGroups?.length ? none : [required(`${field}.apiGroups`, groups)]),
      ...(rule.resources?.length ? none : [required(`${field}.resources`, resources)]),
    ];
  };

export const validateRole = ({ metadata, rules }: Role): FieldErrors => [
  ...validateMetadata(metadata, true, segmentName),
  ...eachItem('rules', rules ?? undefined, validateRule(true)),
];

export const validateRoleUpdate = (next: Role, old: Role): FieldErrors => [
  ...validateRole(next),
  ...validateMetadataUpdate(next.metadata, old.metadata),
];

function validateAggregation({ aggregationRule }: ClusterRole): FieldErrors {
  if (!aggregationRule) return none;
  const field = 'aggregationRule.clusterRoleSelectors';
  const { clusterRoleSelectors: selectors = [] } = aggregationRule;
  const why = 'at least one clusterRoleSelector required if aggregationRule is non-nil';
  if (selectors.length === 0) return [required(field, why)];
  return eachItem(field, selectors, (selector, at) => validateLabelSelector(at, selector));
}

export const validateClusterRole = (role: ClusterRole): FieldErrors => [
  ...validateMetadata(role.metadata, false, segmentName),
  ...eachItem('rules', role.rules ?? undefined, validateRule(false)),
  ...validateAggregation(role),
];

export const validateClusterRoleUpdate = (next: ClusterRole, old: ClusterRole): FieldErrors => [
  ...validateClusterRole(next),
  ...validateMetadataUpdate(next.metadata, old.metadata),
];

function validateAccount(subject: Subject, field: string, namespaced: boolean): FieldErrors {
  const { name, apiGroup, namespace } = subject;
  return [
    ...(name ? each(`${field}.name`, name, dns1123SubdomainErrors(name)) : none),
    ...(apiGroup ? [notSupported(`${field}.apiGroup`, apiGroup, [''])] : none),
    ...(namespaced || namespace ? none : [required(`${field}.namespace`)]),
  ];
}

const validateSubject =
  (namespaced: boolean) =>
  (subject: Subject, field: string): FieldErrors => {
    const { kind = '', name, apiGroup = '' } = subject;
    const named = name ? none : [required(`${field}.name`)];
    if (kind === 'ServiceAccount') {
      return [...named, ...validateAccount(subject, field, namespaced)];
    }
    if (kind !== 'User' && kind !== 'Group') {
      const kinds = ['Group', 'ServiceAccount', 'User'];
      return [...named, notSupported(`${field}.kind`, kind, kinds)];
    }
    if (apiGroup === RBAC_GROUP) return named;
    return [...named, notSupported(`${field}.apiGroup`, apiGroup, [RBAC_GROUP])];
  };

const validateBindingOf =
  (namespaced: boolean, kinds: readonly string[]) =>
  (binding: RoleBinding): FieldErrors => {
    const { apiGroup = '', kind = '', name = '' } = binding.roleRef ?? {};
    return [
      ...validateMetadata(binding.metadata, namespaced, segmentName),
      ...(apiGroup === RBAC_GROUP
        ? none
        : [notSupported('roleRef.apiGroup', apiGroup, [RBAC_GROUP])]),
      ...(kinds.includes(kind) ? none : [notSupported('roleRef.kind', kind, kinds)]),
      ...(name ? each('roleRef.name', name, pathSegmentErrors(name)) : [required('roleRef.name')]),
      ...eachItem('subjects', binding.subjects, validateSubject(namespaced)),
    ];
  };

/** A struct without JSON names, as upstream shows it. */
const shownRef = ({ roleRef: { apiGroup, kind, name } }: RoleBinding) => ({
  APIGroup: apiGroup,
  Kind: kind,
  Name: name,
});

const validateBindingUpdateOf =
  (validate: (binding: RoleBinding) => FieldErrors) =>
  (next: RoleBinding, old: RoleBinding): FieldErrors => [
    ...validate(next),
    ...validateMetadataUpdate(next.metadata, old.metadata),
    ...(isEqual(next.roleRef, old.roleRef)
      ? none
      : [invalid('roleRef', shownRef(next), 'cannot change roleRef')]),
  ];

export const validateRoleBinding = validateBindingOf(true, ['ClusterRole', 'Role']);
export const validateRoleBindingUpdate = validateBindingUpdateOf(validateRoleBinding);
export const validateClusterRoleBinding = validateBindingOf(false, ['ClusterRole']);
export const validateClusterRoleBindingUpdate = validateBindingUpdateOf(validateClusterRoleBinding);
