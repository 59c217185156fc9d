/** Formats of strings that schemas may name; others are not checked. Mirrors kube-openapi pkg/validation/strfmt. */

const OCTET = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = new RegExp(`^${OCTET}(\\.${OCTET}){3}$`);
const IPV6 = /^(?=.*:.*:)[0-9a-fA-F:.]{2,45}$/;
const RFC3339 =
  /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': RFC3339,
  datetime: RFC3339,
  date: /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])$/,
  duration: /^[-+]?(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w))+$/,
  email: /^[^\s@]+@[^\s@]+$/,
  hostname: /^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*$/,
  ipv4: IPV4,
  ipv6: IPV6,
  cidr: /^[0-9a-fA-F:.]+\/\d{1,3}$/,
  mac: /^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$/,
  uri: /^[a-zA-Z][a-zA-Z0-9+.-]*:|^\//,
  uuid: /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i,
  byte: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  hexcolor: /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/,
};

/** Whether `text` is of a format; true for formats nobody checks. */
export const isOfFormat = (format: string, text: string): boolean =>
  !Object.hasOwn(FORMATS, format) || (FORMATS[format]?.test(text) ?? true);
