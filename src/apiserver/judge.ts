/** What the server would say of an object, asked without sending it: nothing is stored and no dice are thrown. */
import type { Finding } from '#apimachinery/api.ts';
import { type FieldError, printFieldError } from '#apimachinery/field-error.ts';
import { apiVersionOf, type Kind, type KindContext } from '#apimachinery/kind.ts';
import type { JsonObject, KubeObject, ObjectMeta } from '#apimachinery/object.ts';
import { StatusError } from '#apimachinery/status.ts';
import { readBody } from './body.ts';
import { metadataErrors } from './metadata.ts';

const isNamed = (value: JsonObject): boolean => {
  const { metadata } = value as { readonly metadata?: Partial<ObjectMeta> };
  return Boolean(metadata?.name || metadata?.generateName);
};

/** `… cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32` */
const namedField = / (?:Go struct field|field) (?:\w+\.)?([\w.[\]]+) of type/;

function decodingFindings(error: StatusError): readonly Finding[] {
  const said = error.message.replace(/^.* cannot be handled as an? \w+: /, '');
  return [{ field: namedField.exec(said)?.[1] ?? '', message: said }];
}

/** `unknown field "spec.replcas"` ⇒ where it is. */
const unknownFinding = (warning: string): Finding => ({
  field: /^(?:unknown|duplicate) field "(.*)"$/.exec(warning)?.[1] ?? '',
  message: warning,
  isName: true,
});

/** `v1`, `Pod` ⇒ the kind; a word for whoever asked for one that is not served. */
function kindFinding(value: JsonObject): Finding {
  const { apiVersion, kind } = value;
  if (typeof kind !== 'string' || !kind)
    return { field: 'kind', message: "Object 'Kind' is missing" };
  if (typeof apiVersion !== 'string' || !apiVersion)
    return { field: 'apiVersion', message: 'apiVersion not set' };
  return { field: 'kind', message: `no matches for kind "${kind}" in version "${apiVersion}"` };
}

/**
 * Decodes `value` as a write would (strictly), fills in the defaults and asks the kind's rules.
 * Admission, quotas and what an update may not change are not asked.
 */
export function judge(
  kinds: readonly Kind[],
  value: JsonObject,
  context: KindContext,
): readonly Finding[] {
  const kind = kinds.find(
    (one) => one.kind === value['kind'] && apiVersionOf(one) === value['apiVersion'],
  );
  if (!kind) return [kindFinding(value)];
  const warnings: string[] = [];
  try {
    const request = { method: 'POST' as const, path: '', body: value };
    const draft = readBody(kinds, kind, { request, options: {}, warnings });
    const filled = kind.defaults(withNames(draft as KubeObject, kind), context);
    const errors: readonly FieldError[] = [
      ...metadataErrors(kind, filled.metadata),
      ...kind.validate(filled, context),
    ];
    return [...warnings.map(unknownFinding), ...withoutRepeats(errors).map(fieldFinding)];
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    return decodingFindings(error);
  }
}

const fieldFinding = (error: FieldError): Finding => ({
  field: error.field,
  message: printFieldError(error),
});

/** A bad name is told by the rules for metadata and again by the kind's own. */
const withoutRepeats = (errors: readonly FieldError[]): readonly FieldError[] => [
  ...new Map(errors.map((error) => [printFieldError(error), error])).values(),
];

/** A name that will be made counts as there; the namespace is the context's. */
function withNames(draft: KubeObject, { namespaced }: Kind): KubeObject {
  const metadata: Partial<ObjectMeta> = draft.metadata ?? {};
  const name =
    isNamed(draft as unknown as JsonObject) && !metadata.name ? 'made-later' : metadata.name;
  return {
    ...draft,
    metadata: {
      ...metadata,
      ...(name === undefined ? {} : { name }),
      ...(namespaced ? { namespace: metadata.namespace || 'default' } : {}),
    } as ObjectMeta,
  };
}
