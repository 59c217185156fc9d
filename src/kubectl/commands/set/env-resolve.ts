/** `kubectl set env --list --resolve`: the values that variables refer to. Mirrors kubectl pkg/cmd/set/env/env_resolve.go. */
import type { KubeObject, StringMap } from '#apimachinery/object.ts';
import { milliValue, quantityValue } from '#apimachinery/quantity.ts';
import { decodeBase64 } from '#resources/base64.ts';
import type { Container, EnvVar } from '#resources/pods/types.ts';
import type { CommandContext } from '../../command.ts';
import { isExpected, KubectlError } from '../../errors.ts';
import { resourceFor } from '../../resource-args.ts';

/** A map as a field reference gives it: `key="value"`, a line each, sorted. */
const mapText = (map: StringMap = {}): string =>
  Object.keys(map)
    .sort()
    .map((key) => `${key}=${JSON.stringify(map[key])}`)
    .join('\n');

function fieldValue({ metadata }: KubeObject, path: string): string {
  const [, head = '', key = ''] = /^(.+?)\['(.*)'\]$/s.exec(path) ?? [];
  if (head === 'metadata.annotations') return metadata.annotations?.[key] ?? '';
  if (head === 'metadata.labels') return metadata.labels?.[key] ?? '';
  if (head) throw new KubectlError(`fieldPath ${JSON.stringify(path)} does not support subscript`);
  switch (path) {
    case 'metadata.annotations':
      return mapText(metadata.annotations);
    case 'metadata.labels':
      return mapText(metadata.labels);
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace ?? '';
    case 'metadata.uid':
      return metadata.uid ?? '';
    default:
      throw new KubectlError(`unsupported fieldPath: ${path}`);
  }
}

/** `limits.cpu` in units of the divisor, rounded up. */
function resourceValue({ resources }: Container, resource: string, divisor = '1'): string {
  const [, list = '', name = ''] =
    /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.exec(resource) ?? [];
  if (!list) throw new KubectlError(`Unsupported container resource : ${resource}`);
  const amount = resources?.[list as 'limits' | 'requests']?.[name] ?? '0';
  const unit = divisor === '0' ? '1' : divisor;
  const [whole, part] =
    name === 'cpu'
      ? [milliValue(amount), milliValue(unit)]
      : [quantityValue(amount), quantityValue(unit)];
  return String(Math.ceil(whole / part));
}

type Data = KubeObject & { readonly data?: StringMap };

/** Reads what variables refer to; each ConfigMap and Secret once. */
export class References {
  private readonly context: CommandContext;
  private readonly fetched = new Map<string, Promise<Data>>();

  constructor(context: CommandContext) {
    this.context = context;
  }

  private fetch(plural: 'configmaps' | 'secrets', name: string): Promise<Data> {
    const known = this.fetched.get(`${plural}/${name}`);
    if (known) return known;
    const { api, namespace } = this.context;
    const found = api
      .discover()
      .then((discovery) => api.get<Data>(resourceFor(discovery, plural), namespace, name));
    this.fetched.set(`${plural}/${name}`, found);
    return found;
  }

  private async keyOf(
    plural: 'configmaps' | 'secrets',
    called: string,
    reference: { readonly name?: string; readonly key: string },
  ): Promise<string> {
    const { name = '', key } = reference;
    const value = (await this.fetch(plural, name)).data?.[key];
    if (value === undefined) throw new KubectlError(`key ${key} not found in ${called} ${name}`);
    return plural === 'secrets' ? decodeBase64(value) : value;
  }

  private async read(
    { valueFrom }: EnvVar,
    object: KubeObject,
    container: Container,
  ): Promise<string> {
    const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom ?? {};
    if (secretKeyRef) return this.keyOf('secrets', 'secret', secretKeyRef);
    if (configMapKeyRef) return this.keyOf('configmaps', 'config map', configMapKeyRef);
    if (fieldRef) return fieldValue(object, fieldRef.fieldPath);
    if (!resourceFieldRef) throw new KubectlError('invalid valueFrom');
    const { resource, divisor } = resourceFieldRef;
    return resourceValue(container, resource, divisor);
  }

  /** The values of a container's variables by name, and what was wrong with the others. */
  async resolve(
    object: KubeObject,
    container: Container,
  ): Promise<{
    readonly values: ReadonlyMap<string, string>;
    readonly problems: readonly string[];
  }> {
    const values = new Map<string, string>();
    const failures = new Map<string, string[]>();
    for (const variable of container.env ?? []) {
      if (!variable.valueFrom) continue;
      try {
        values.set(variable.name, await this.read(variable, object, container));
      } catch (error) {
        if (!isExpected(error)) throw error;
        failures.set(error.message, [...(failures.get(error.message) ?? []), variable.name]);
      }
    }
    const problems = [...failures].map(
      ([why, names]) => `error retrieving reference for ${names.sort().join(', ')}: ${why}`,
    );
    return { values, problems: problems.sort() };
  }
}
