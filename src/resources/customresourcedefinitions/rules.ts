/** `x-kubernetes-validations`: rules in CEL over a custom resource. Mirrors apiextensions-apiserver pkg/apiserver/schema/cel. */
import {
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
} from '@marcbachmann/cel-js';
import {
  duplicate,
  type FieldError,
  forbidden,
  invalid,
  invalidUnshown,
  required,
} from '#apimachinery/field-error.ts';
import type { Json } from '#apimachinery/object.ts';
import { celValue } from './cel-values.ts';
import { undefinedField } from './rule-fields.ts';
import type { JsonSchemaProps, ValidationRule } from './types.ts';
import { isList, isRecord } from './value-validation.ts';

/** Made with the first rule: a cluster without custom resources never pays for it. */
let environment: Environment | undefined;
const compiled = new Map<string, ParseResult>();

function compile(rule: string): ParseResult {
  const known = compiled.get(rule);
  if (known) return known;
  environment ??= new Environment({ enableOptionalTypes: true })
    .registerVariable('self', 'dyn')
    .registerVariable('oldSelf', 'dyn');
  const program = environment.parse(rule);
  compiled.set(rule, program);
  return program;
}

const isCelError = (error: unknown): error is Error =>
  error instanceof ParseError || error instanceof EvaluationError || error instanceof CelTypeError;

/** The rule as Go prints the struct it reads. */
const shownRule = (one: ValidationRule): object => ({
  Rule: one.rule,
  Message: one.message ?? '',
  MessageExpression: one.messageExpression ?? '',
  Reason: one.reason ?? null,
  FieldPath: one.fieldPath ?? '',
  OptionalOldSelf: one.optionalOldSelf ?? null,
});

/** `ERROR: <input>:1:12: <why>` over the line and a mark under the place. */
const located = (rule: string, at: number, why: string): string =>
  `compilation failed: ERROR: <input>:1:${at + 1}: ${why}\n | ${rule}\n | ${'.'.repeat(at)}^`;

function compileError(rule: string, schema: JsonSchemaProps): string | undefined {
  try {
    const { ast } = compile(rule);
    const missing = undefinedField(ast, schema);
    return missing && located(rule, missing.at, `undefined field '${missing.name}'`);
  } catch (error) {
    if (!isCelError(error)) throw error;
    const summary = error instanceof ParseError ? error.summary : error.message.split('\n')[0];
    const at = (error instanceof ParseError ? error.node?.pos : undefined) ?? rule.length;
    return located(rule, at, `Syntax error: ${summary}`);
  }
}

/** Errors of the rules a schema has at its own level. */
export function ruleErrors(schema: JsonSchemaProps, field: string): readonly FieldError[] {
  return (schema['x-kubernetes-validations'] ?? []).flatMap((one, at) => {
    const place = `${field}.x-kubernetes-validations[${at}]`;
    const { rule, message } = one;
    if (!rule?.trim()) return [required(`${place}.rule`, 'rule is not specified')];
    const why = compileError(rule, schema);
    return [
      ...(message !== undefined && message.trim() === ''
        ? [invalid(`${place}.message`, message, 'message must be non-empty if specified')]
        : []),
      ...(why === undefined ? [] : [invalid(`${place}.rule`, shownRule(one), why)]),
    ];
  });
}

/** An error at a value, without the value where it is large. */
function failure({ reason }: ValidationRule, path: string, value: Json, why: string): FieldError {
  if (reason === 'FieldValueRequired') return required(path, why);
  if (reason === 'FieldValueForbidden') return forbidden(path, why);
  if (reason === 'FieldValueDuplicate') return duplicate(path, value);
  return typeof value === 'object' && value !== null
    ? invalidUnshown(path, why)
    : invalid(path, value, why);
}

interface Scope {
  readonly self: unknown;
  readonly oldSelf: unknown;
}

function messageOf({ message, messageExpression, rule }: ValidationRule, scope: Scope): string {
  if (messageExpression) {
    try {
      const said: unknown = compile(messageExpression)(scope);
      if (typeof said === 'string' && said.trim()) return said.trim();
    } catch (error) {
      if (!isCelError(error)) throw error;
    }
  }
  return message ?? `failed rule: ${rule.trim()}`;
}

const usesOld = (rule: string): boolean => /\boldSelf\b/.test(rule);

/**
 * A rule about what was needs something that was, and is asked apart from the others.
 * Differs: with `optionalOldSelf` too it is not asked of what is new.
 */
const isDue = ({ rule }: ValidationRule, old: Json | undefined, isTransition: boolean): boolean =>
  isTransition ? usesOld(rule) && old !== undefined : !usesOld(rule);

function judged(
  one: ValidationRule,
  scope: Scope,
  value: Json,
  path: string,
): readonly FieldError[] {
  const place = one.fieldPath ? `${path}${one.fieldPath}` : path;
  try {
    if (compile(one.rule)(scope) === true) return [];
    return [failure(one, place, value, messageOf(one, scope))];
  } catch (error) {
    if (!isCelError(error)) throw error;
    const why = (error.message.split('\n')[0] ?? '').replace(/^No such key/, 'no such key');
    return [
      failure({ rule: one.rule }, place, value, `${why} evaluating rule: ${messageOf(one, scope)}`),
    ];
  }
}

/** Whether any rule is anywhere in a schema. */
export const hasRules = (schema: JsonSchemaProps): boolean =>
  Boolean(schema['x-kubernetes-validations']?.length) ||
  Object.values(schema.properties ?? {}).some(hasRules) ||
  (schema.items ? hasRules(schema.items) : false) ||
  (typeof schema.additionalProperties === 'object' ? hasRules(schema.additionalProperties) : false);

/** Errors of every rule for a value and the values in it; `old` is what it was. */
export function ruleViolations(
  schema: JsonSchemaProps,
  value: Json,
  old: Json | undefined,
  path: string,
  isTransition = false,
): readonly FieldError[] {
  const rules = (schema['x-kubernetes-validations'] ?? []).filter((one) =>
    isDue(one, old, isTransition),
  );
  const scope: Scope = {
    self: rules.length > 0 ? celValue(schema, value) : undefined,
    oldSelf: rules.length > 0 && old !== undefined ? celValue(schema, old) : undefined,
  };
  const errors = rules.flatMap((one) => judged(one, scope, value, path));
  const { properties = {}, additionalProperties, items } = schema;
  const rest = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  if (isRecord(value)) {
    const before = isRecord(old) ? old : {};
    for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const own = Object.hasOwn(properties, key) ? properties[key] : rest;
      const place = path ? `${path}.${key}` : key;
      if (own) errors.push(...ruleViolations(own, inner, before[key], place, isTransition));
    }
  }
  if (isList(value) && items) {
    const keys = schema['x-kubernetes-list-map-keys'];
    value.forEach((inner, at) => {
      const was = keys && isList(old) ? old.find((one) => isSameItem(one, inner, keys)) : undefined;
      errors.push(...ruleViolations(items, inner, was, `${path}[${at}]`, isTransition));
    });
  }
  return errors;
}

const isSameItem = (a: Json, b: Json, keys: readonly string[]): boolean =>
  isRecord(a) && isRecord(b) && keys.every((key) => a[key] === b[key]);
