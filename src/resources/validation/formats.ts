/** Formats of small texts and upstream's words for what breaks them. Mirrors apimachinery pkg/util/validation/validation.go. */
import { maxLengthMessage } from '#apimachinery/names.ts';
import { rangeMessage } from './fields.ts';

/** `<message> (e.g. 'a',  or 'b', regex used for validation is '…')` */
const regexMessage = (message: string, format: string, ...examples: string[]): string => {
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (e.g. ${shown}regex used for validation is '${format}')`;
};

export const portNumberErrors = (port: number): readonly string[] =>
  port >= 1 && port <= 65_535 ? [] : [rangeMessage(1, 65_535)];

/** User and group ids. */
export const idErrors = (id: number): readonly string[] =>
  id >= 0 && id <= 2_147_483_647 ? [] : [rangeMessage(0, 2_147_483_647)];

/** A port's name: at most 15 of [-a-z0-9], with a letter. */
export function portNameErrors(name: string): readonly string[] {
  const errors: string[] = [];
  if (name.length > 15) errors.push(maxLengthMessage(15));
  if (!/^[-a-z0-9]+$/.test(name)) {
    errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(name)) errors.push('must contain at least one letter (a-z)');
  if (name.includes('--')) errors.push('must not contain consecutive hyphens');
  if (/^-|-$/.test(name)) errors.push('must not begin or end with a hyphen');
  return errors;
}

/** `25%` */
export const percentErrors = (text: string): readonly string[] =>
  /^[0-9]+%$/.test(text)
    ? []
    : [
        regexMessage(
          "a valid percent string must be a numeric string followed by an ending '%'",
          '[0-9]+%',
          '1%',
          '93%',
        ),
      ];

/** Since 1.34 any printable ASCII but `=`. */
export function envNameErrors(name: string): readonly string[] {
  if (name === '') return ['environment variable name must be non-empty'];
  const wrong = [...name].filter((letter) => !/^[ -~]$/.test(letter) || letter === '=');
  return wrong.map(
    () =>
      "a valid environment variable name must consist only of printable ASCII characters other than '='",
  );
}

/** A key of a ConfigMap or a Secret. */
export function configKeyErrors(key: string): readonly string[] {
  const errors: string[] = [];
  if (key.length > 253) errors.push(maxLengthMessage(253));
  if (!/^[-._a-zA-Z0-9]+$/.test(key)) {
    errors.push(
      regexMessage(
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
        '[-._a-zA-Z0-9]+',
        'key.name',
        'KEY_NAME',
        'key-name',
      ),
    );
  }
  if (key === '.') errors.push("must not be '.'");
  else if (key === '..') errors.push("must not be '..'");
  else if (key.startsWith('..')) errors.push("must not start with '..'");
  return errors;
}

export const headerNameErrors = (name: string): readonly string[] =>
  /^[-A-Za-z0-9]+$/.test(name)
    ? []
    : [
        regexMessage(
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          '[-A-Za-z0-9]+',
          'X-Header-Name',
        ),
      ];

const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);

const isIpv4 = (text: string): boolean => IPV4.test(text);
const isIpv6 = (text: string): boolean =>
  text.includes(':') && /^[0-9a-fA-F:.]+$/.test(text) && text.split('::').length <= 2;

export const ipErrors = (text: string): readonly string[] =>
  isIpv4(text) || isIpv6(text)
    ? []
    : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];
