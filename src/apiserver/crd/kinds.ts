/** The kinds a CustomResourceDefinition makes: one for each version it serves, over one table. */
import { isEqual } from '#apimachinery/equality.ts';
import type { FieldError } from '#apimachinery/field-error.ts';
import type { ApiVerb, Kind, ScaleMapping } from '#apimachinery/kind.ts';
import type { Json, JsonObject, KubeObject } from '#apimachinery/object.ts';
import { decode } from '#apimachinery/schema-decode.ts';
import type {
  CrdScale,
  CrdVersion,
  CustomResourceDefinition,
  JsonSchemaProps,
} from '#resources/customresourcedefinition.ts';
import { hasRules, ruleViolations } from '#resources/customresourcedefinitions/rules.ts';
import { defaulted, pruned } from '#resources/customresourcedefinitions/shape.ts';
import {
  duplicateErrors,
  valueErrors,
} from '#resources/customresourcedefinitions/value-validation.ts';
import { invalidNowhere } from './blocked.ts';
import { columnsOf } from './columns.ts';
import { follow, parsePath } from './json-path.ts';
import { openApiOf } from './open-api.ts';
import { structureOfSchema } from './structure.ts';

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** As discovery lists them for custom resources. */
const VERBS: readonly ApiVerb[] = [
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'create',
  'update',
  'watch',
];

type Custom = KubeObject & { readonly spec?: Json; readonly status?: Json };

const asJson = (object: KubeObject): JsonObject => object as unknown as JsonObject;

/** `.spec.replicas` set in an object. */
function withValue(object: JsonObject, path: readonly string[], value: Json): JsonObject {
  const [head = '', ...rest] = path;
  if (rest.length === 0) return { ...object, [head]: value };
  const inner = (object[head] ?? {}) as JsonObject;
  return { ...object, [head]: withValue(inner, rest, value) };
}

const numberAt = (path: string): ((object: KubeObject) => number) => {
  const steps = parsePath(path);
  return (object) => {
    const [found] = follow(steps, asJson(object));
    return typeof found === 'number' ? found : 0;
  };
};

function scaleOf(scale: CrdScale): ScaleMapping {
  const selector = parsePath(scale.labelSelectorPath ?? '');
  return {
    replicas: numberAt(scale.specReplicasPath),
    statusReplicas: numberAt(scale.statusReplicasPath),
    selector: (object) => {
      const [found] = scale.labelSelectorPath ? follow(selector, asJson(object)) : [];
      return typeof found === 'string' ? found : '';
    },
    withReplicas: (object, replicas) => {
      const path = scale.specReplicasPath.split('.').slice(1);
      return withValue(asJson(object), path, replicas) as unknown as KubeObject;
    },
  };
}

/** Everything of an object but what every object has. */
const bodyOf = ({ apiVersion: _version, kind: _kind, metadata: _metadata, ...body }: KubeObject) =>
  body as JsonObject;

/** Errors of an object by its schema, and by its rules unless the schema's are in the way. */
function errorsOf(schema: JsonSchemaProps, object: KubeObject): readonly FieldError[] {
  const body = bodyOf(object);
  const found = [
    ...valueErrors(schema, body, { path: '', name: '' }),
    ...duplicateErrors(schema, body, ''),
  ];
  if (!hasRules(schema)) return found;
  const blocked = invalidNowhere(found);
  if (blocked) return [...found, blocked];
  return [...found, ...ruleViolations(schema, asJson(object), undefined, '')];
}

/** Errors by the rules that look at what was; asked only of what is valid by itself. */
function transitionErrors(
  schema: JsonSchemaProps,
  next: KubeObject,
  old: KubeObject,
): readonly FieldError[] {
  if (!hasRules(schema)) return [];
  const found = valueErrors(schema, bodyOf(next), { path: '', name: '' });
  if (invalidNowhere(found)) return [];
  return ruleViolations(schema, asJson(next), asJson(old), '', true);
}

/** Without a status subresource, the status counts like the rest. */
function isSameBesidesStatus(next: Custom, old: Custom, hasStatus: boolean): boolean {
  const [a, b] = [bodyOf(next), bodyOf(old)];
  const without = ({ status: _status, ...rest }: JsonObject): JsonObject => rest;
  return hasStatus ? isEqual(without(a), without(b)) : isEqual(a, b);
}

/** Unknown fields out, as the decoder reports them; metadata is everybody's. */
function decoder(schema: JsonSchemaProps): NonNullable<Kind['decode']> {
  return (value) => {
    const unknownFields: string[] = [];
    const { apiVersion, kind, metadata, ...rest } = value as JsonObject;
    const body = pruned(schema, rest, '', unknownFields) as JsonObject;
    const head = {
      ...(apiVersion === undefined ? {} : { apiVersion }),
      ...(kind === undefined ? {} : { kind }),
    };
    if (metadata === undefined) return { value: { ...head, ...body }, unknownFields };
    const meta = decode(OBJECT_META, metadata);
    return {
      value: { ...head, metadata: meta.value, ...body },
      unknownFields: [...meta.unknownFields.map((field) => `metadata.${field}`), ...unknownFields],
      ...(meta.typeError === undefined ? {} : { typeError: meta.typeError }),
    };
  };
}

const withoutStatus = ({ status: _status, ...rest }: Custom): KubeObject => rest;

function withStatusOf(next: Custom, old: Custom): KubeObject {
  if (next.status === old.status) return next;
  const { status: _status, ...rest } = next;
  return old.status === undefined ? rest : ({ ...rest, status: old.status } as KubeObject);
}

const reversed = (group: string): string => group.split('.').reverse().join('.');

/** The schema of a version; everything is allowed where there is none. */
const schemaOf = ({ schema }: CrdVersion): JsonSchemaProps =>
  schema?.openAPIV3Schema ?? { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

function rulesOf(schema: JsonSchemaProps, hasStatus: boolean): Partial<Kind<Custom>> {
  return {
    defaults: (object) => defaulted(schema, asJson(object)) as unknown as Custom,
    isSameSpec: (next, old) => isSameBesidesStatus(next, old, hasStatus),
    validate: (object) => errorsOf(schema, object),
    validateUpdate: (next, old) => transitionErrors(schema, next, old),
    ...(hasStatus
      ? {
          prepareCreate: withoutStatus,
          prepareUpdate: withStatusOf,
          prepareStatusUpdate: (next) => defaulted(schema, asJson(next)) as unknown as Custom,
          validateStatusUpdate: (next, old) => [
            ...errorsOf(schema, next),
            ...transitionErrors(schema, next, old),
          ],
        }
      : {}),
  } as Partial<Kind<Custom>>;
}

function kindOf(crd: CustomResourceDefinition, version: CrdVersion, storage?: Kind): Kind {
  const { group, scope } = crd.spec;
  const { acceptedNames } = crd.status;
  const names = acceptedNames?.plural ? acceptedNames : crd.spec.names;
  const schema = schemaOf(version);
  const { status, scale } = version.subresources ?? {};
  return {
    group,
    version: version.name,
    kind: names.kind,
    plural: names.plural,
    singular: names.singular ?? '',
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: scope === 'Namespaced',
    verbs: VERBS,
    schema: `${reversed(group)}.${version.name}.${names.kind}`,
    structure: structureOfSchema(schema, true),
    openApi: () => openApiOf(schema),
    decode: decoder(schema),
    hasStatus: status !== undefined,
    hasGeneration: true,
    ...(scale ? { scale: scaleOf(scale) } : {}),
    columns: columnsOf(version.additionalPrinterColumns),
    ...(version.selectableFields ? { fields: fieldsOf(version.selectableFields) } : {}),
    ...(version.deprecated
      ? {
          deprecation:
            version.deprecationWarning ?? `${group}/${version.name} ${names.kind} is deprecated`,
        }
      : {}),
    ...(storage
      ? { storedAs: { kind: storage, toStored: (one) => one, fromStored: (one) => one } }
      : {}),
    ...rulesOf(schema, status !== undefined),
  } as Kind;
}

function fieldsOf(selectable: readonly { readonly jsonPath: string }[]): Kind['fields'] {
  const entries = selectable.map(({ jsonPath }) => {
    const steps = parsePath(jsonPath);
    const read = (object: KubeObject): string => String(follow(steps, asJson(object))[0] ?? '');
    return [jsonPath.slice(1), read] as const;
  });
  return Object.fromEntries(entries);
}

/** The kinds of a definition: the stored one first, whether it is served or not. */
export interface CustomKinds {
  readonly stored: Kind;
  readonly served: readonly Kind[];
}

/** What a definition makes of its versions; undefined without a storage version. */
export function customKinds(crd: CustomResourceDefinition): CustomKinds | undefined {
  const storage = crd.spec.versions.find((version) => version.storage);
  if (!storage) return undefined;
  const stored = kindOf(crd, storage);
  const served = crd.spec.versions
    .filter((version) => version.served)
    .map((version) => (version === storage ? stored : kindOf(crd, version, stored)));
  return { stored, served };
}
