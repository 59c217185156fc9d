/** `clusters.my-cluster.server`: finding a field of the configuration by its path, setting and unsetting it. Mirrors kubectl pkg/cmd/config/{navigation_step_parser,set}.go. */
import type { Json, JsonObject } from '#apimachinery/object.ts';
import { encodeBase64 } from '#resources/base64.ts';
import { KubectlError } from '../../errors.ts';
import { parseFlagValue } from '../../flag-value.ts';
import type { Kubeconfig } from '../../kubeconfig.ts';
import {
  type ConfigField,
  clusterFields,
  contextFields,
  preferenceFields,
  shaped,
  userFields,
} from '../../kubeconfig-fields.ts';

interface Section {
  readonly inner: string;
  readonly goType: string;
  readonly fields: readonly ConfigField[];
}

const sections: Readonly<Record<string, Section>> = {
  clusters: { inner: 'cluster', goType: 'Cluster', fields: clusterFields },
  users: { inner: 'user', goType: 'AuthInfo', fields: userFields },
  contexts: { inner: 'context', goType: 'Context', fields: contextFields },
};

/** Impersonation has other names inside of kubectl than in the file. */
const inside = (name: string): string => name.replace(/^as(?=$|-)/, 'act-as');

/** A place in the configuration. Without `field`, all of the entry; without `name`, the whole section. */
export interface Place {
  readonly section: string;
  readonly name?: string;
  readonly field?: ConfigField;
}

const unparsable = (path: string, steps: string, type: string): KubectlError =>
  new KubectlError(`unable to parse ${path} after [${steps}] at ${type}`);

/** Reads a path. Names may have dots: they reach to the first word that is a field. */
export function parsePlace(path: string): Place {
  const [head = '', ...rest] = path.split('.');
  if (head === 'current-context' || head === 'kind' || head === 'apiVersion') {
    if (rest.length > 0)
      throw new KubectlError(`unable to parse one or more field values of ${path}`);
    return { section: head };
  }
  if (head === 'preferences') return preferencePlace(path, rest);
  const section = sections[head];
  if (!section) throw unparsable(path, '', 'api.Config');
  if (rest.length === 0) return { section: head };
  const known = new Set(section.fields.map(({ name }) => inside(name)));
  const at = rest.findIndex((part, index) => index > 0 && known.has(part));
  if (at < 0) return { section: head, name: rest.join('.') };
  const field = section.fields.find(({ name }) => inside(name) === rest[at]);
  if (rest.length > at + 1)
    throw new KubectlError(`unable to parse one or more field values of ${path}`);
  return { section: head, name: rest.slice(0, at).join('.'), ...(field ? { field } : {}) };
}

function preferencePlace(path: string, rest: readonly string[]): Place {
  const [name] = rest;
  if (name === undefined) return { section: 'preferences' };
  const field = preferenceFields.find((one) => one.name === name);
  if (!field) throw unparsable(path, '{preferences api.Preferences}', 'api.Preferences');
  return { section: 'preferences', field };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function bytesOf(text: string, raw: boolean): string {
  if (raw) return encodeBase64(text);
  if (!BASE64.test(text)) {
    const wrong = /[^A-Za-z0-9+/]/.exec(text)?.index ?? text.length - (text.length % 4);
    throw new KubectlError(
      `error decoding input value: illegal base64 data at input byte ${wrong}`,
    );
  }
  return text;
}

/** The text as the field's value. */
function fieldValue({ type }: ConfigField, text: string, raw: boolean): Json {
  if (type === 'string') return text;
  if (type === 'bool') return parseFlagValue('bool', text) === true;
  if (type === 'bytes') return bytesOf(text, raw);
  if (type === 'strings') throw new KubectlError('unrecognized slice type. string');
  throw new KubectlError(`can't set a map to a value: map[]`);
}

interface Entry {
  readonly name: string;
}

function changedEntry(
  config: Kubeconfig,
  section: Section,
  place: Place,
  field: ConfigField,
  value: Json | undefined,
): Kubeconfig {
  const { section: list, name = '' } = place;
  const entries = config[list as 'clusters'] as readonly Entry[];
  const old = entries.find((entry) => entry.name === name) as
    | (Entry & Readonly<Record<string, JsonObject>>)
    | undefined;
  if (!old && value === undefined) throw new KubectlError(`current map key \`${name}\` is invalid`);
  const { [field.name]: _, ...others } = old?.[section.inner] ?? {};
  const body = shaped(
    section.fields,
    value === undefined ? others : { ...others, [field.name]: value },
  );
  const next = { ...old, name, [section.inner]: body };
  const rest = entries.filter((entry) => entry.name !== name);
  return { ...config, [list]: [...rest, next].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function changedPreferences(config: Kubeconfig, { field }: Place, value?: Json): Kubeconfig {
  const { [field?.name ?? '']: _, ...others } = config.preferences;
  const next = field && value !== undefined ? { ...others, [field.name]: value } : others;
  return { ...config, preferences: field ? shaped(preferenceFields, next) : {} };
}

/** The configuration with the value set at a path. */
export function withValue(
  config: Kubeconfig,
  path: string,
  text: string,
  raw: boolean,
): Kubeconfig {
  const place = parsePlace(path);
  const { section, field } = place;
  if (section === 'current-context') return { ...config, 'current-context': text };
  if (section === 'kind' || section === 'apiVersion') return config;
  if (!field) throw new KubectlError(`can't set a map to a value: map[]`);
  const value = fieldValue(field, text, raw);
  const known = sections[section];
  return known
    ? changedEntry(config, known, place, field, value)
    : changedPreferences(config, place, value);
}

/** The configuration without what is at a path. */
export function withoutValue(config: Kubeconfig, path: string): Kubeconfig {
  const place = parsePlace(path);
  const { section, name, field } = place;
  if (section === 'current-context') return { ...config, 'current-context': '' };
  const known = sections[section];
  if (!known) return section === 'preferences' ? changedPreferences(config, place) : config;
  if (field) return changedEntry(config, known, place, field, undefined);
  const entries = config[section as 'clusters'];
  return {
    ...config,
    [section]: name === undefined ? [] : entries.filter((entry) => entry.name !== name),
  };
}
