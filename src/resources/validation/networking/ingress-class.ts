/** Ingress classes. Mirrors kubernetes pkg/apis/networking/validation/validation.go ValidateIngressClass. */
import { forbidden, invalid, notSupported, required, tooLong } from '#apimachinery/field-error.ts';
import { dns1123LabelErrors, dns1123SubdomainErrors } from '#apimachinery/names.ts';
import type { IngressClass, IngressClassSpec } from '../../networking/types.ts';
import { each, type FieldErrors, immutable, none } from '../fields.ts';
import { subdomainName, validateMetadata } from '../metadata.ts';
import { validateReference } from './ingress.ts';

const LONGEST = 250;
const SCOPES = ['Cluster', 'Namespace'];
const PATH_FORMAT = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const PATH = new RegExp(`^${PATH_FORMAT}$`);

/** `acme.io/foo` */
function validatePrefixedPath(field: string, text: string | undefined): FieldErrors {
  if (!text) return [required(field)];
  const slash = text.indexOf('/');
  const [host, path] = [text.slice(0, Math.max(0, slash)), text.slice(slash + 1)];
  if (slash < 0 || !host || !path) {
    return [invalid(field, text, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  }
  const why = `Invalid path (regex used for validation is '${PATH_FORMAT}')`;
  return [
    ...each(field, host, dns1123SubdomainErrors(host)),
    ...(PATH.test(path) ? none : [invalid(field, path, why)]),
  ];
}

function validateParameters({ parameters }: IngressClassSpec): FieldErrors {
  if (!parameters) return none;
  const field = 'spec.parameters';
  const { scope, namespace } = parameters;
  const reference = validateReference(field, parameters);
  if (scope === undefined) return [...reference, required(`${field}.scope`)];
  if (!SCOPES.includes(scope)) {
    return [...reference, notSupported(`${field}.scope`, scope, SCOPES)];
  }
  const at = `${field}.namespace`;
  if (scope === 'Cluster') {
    const why = "`parameters.scope` is set to 'Cluster'";
    return namespace === undefined ? reference : [...reference, forbidden(at, why)];
  }
  return namespace === undefined
    ? [...reference, required(at, "`parameters.scope` is set to 'Namespace'")]
    : [...reference, ...each(at, namespace, dns1123LabelErrors(namespace))];
}

export const validateIngressClass = ({ metadata, spec }: IngressClass): FieldErrors => [
  ...validateMetadata(metadata, false, subdomainName),
  ...((spec.controller ?? '').length > LONGEST ? [tooLong('spec.controller', LONGEST)] : none),
  ...validatePrefixedPath('spec.controller', spec.controller),
  ...validateParameters(spec),
];

export const validateIngressClassUpdate = (
  { spec: next }: IngressClass,
  { spec: old }: IngressClass,
): FieldErrors => immutable('spec.controller', next.controller, old.controller);
