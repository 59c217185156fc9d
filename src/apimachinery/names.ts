/** What may be a name, a label or an annotation key, and upstream's words for what may not. Mirrors apimachinery pkg/api/validate/content. */

const regexError = (message: string, format: string, ...examples: string[]): string =>
  `${message} (e.g. ${examples
    .map((example) => `'${example}'`)
    .join(' or ')
    .replaceAll("' or '", "',  or '")}, regex used for validation is '${format}')`;

/** `must be no more than 63 characters`: of names. Mirrors pkg/util/validation MaxLenError. */
export const maxLengthMessage = (length: number): string =>
  `must be no more than ${length} characters`;

/** `must be no more than 63 bytes`: of labels' keys and values. Mirrors pkg/api/validate/content MaxLenError. */
const maxBytesMessage = (length: number): string => `must be no more than ${length} bytes`;

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_REGEX = new RegExp(`^${LABEL}$`);
const LABEL_MESSAGE = regexError(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  LABEL,
  'my-name',
  '123-abc',
);
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const SUBDOMAIN_REGEX = new RegExp(`^${SUBDOMAIN}$`);
const SUBDOMAIN_MESSAGE = regexError(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  SUBDOMAIN,
  'example.com',
);
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const LABEL_1035_REGEX = new RegExp(`^${LABEL_1035}$`);
const LABEL_1035_MESSAGE = regexError(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  LABEL_1035,
  'my-name',
  'abc-123',
);
const KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const KEY_REGEX = new RegExp(`^${KEY}$`);
const KEY_MESSAGE = regexError(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  KEY,
  'MyName',
  'my.name',
  '123-abc',
);
const VALUE = `(${KEY})?`;
const VALUE_REGEX = new RegExp(`^${VALUE}$`);
const VALUE_MESSAGE = regexError(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  VALUE,
  'MyValue',
  'my_value',
  '12345',
);

/** Why a text is no DNS label (`my-name`); empty when it is one. */
export function dns1123LabelErrors(value: string): readonly string[] {
  const errors = value.length > 63 ? [maxLengthMessage(63)] : [];
  if (LABEL_REGEX.test(value)) return errors;
  return [...errors, SUBDOMAIN_REGEX.test(value) ? 'must not contain dots' : LABEL_MESSAGE];
}

/** Why a text is no DNS subdomain (`example.com`); empty when it is one. */
export function dns1123SubdomainErrors(value: string): readonly string[] {
  const errors = value.length > 253 ? [maxLengthMessage(253)] : [];
  return SUBDOMAIN_REGEX.test(value) ? errors : [...errors, SUBDOMAIN_MESSAGE];
}

const WILDCARD = `\\*\\.${SUBDOMAIN}`;
const WILDCARD_REGEX = new RegExp(`^${WILDCARD}$`);
const WILDCARD_MESSAGE = regexError(
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  WILDCARD,
  '*.example.com',
);

/** Why a text is no wildcard (`*.example.com`); empty when it is one. */
export function wildcardSubdomainErrors(value: string): readonly string[] {
  const errors = value.length > 253 ? [maxLengthMessage(253)] : [];
  return WILDCARD_REGEX.test(value) ? errors : [...errors, WILDCARD_MESSAGE];
}

/** Why a text is no Service name (a letter first); empty when it is one. */
export function dns1035LabelErrors(value: string): readonly string[] {
  const errors = value.length > 63 ? [maxLengthMessage(63)] : [];
  return LABEL_1035_REGEX.test(value) ? errors : [...errors, LABEL_1035_MESSAGE];
}

function nameParts(name: string): readonly string[] {
  const errors: string[] = [];
  if (name === '') errors.push('name part must be non-empty');
  else if (name.length > 63) errors.push(`name part ${maxBytesMessage(63)}`);
  if (!KEY_REGEX.test(name)) errors.push(`name part ${KEY_MESSAGE}`);
  return errors;
}

/** Why a text is no label or annotation key (`example.com/my.name`); empty when it is one. */
export function qualifiedNameErrors(value: string): readonly string[] {
  const parts = value.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2) {
    return [
      `a valid label key ${KEY_MESSAGE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  if (second === undefined) return nameParts(first);
  const prefix =
    first === ''
      ? ['prefix part must be non-empty']
      : dns1123SubdomainErrors(first).map((message) => `prefix part ${message}`);
  return [...prefix, ...nameParts(second)];
}

/** Why a text is no label value (`MyValue`, or nothing); empty when it is one. */
export function labelValueErrors(value: string): readonly string[] {
  const errors = value.length > 63 ? [maxBytesMessage(63)] : [];
  return VALUE_REGEX.test(value) ? errors : [...errors, VALUE_MESSAGE];
}
