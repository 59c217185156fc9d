/** What Deployments and ReplicaSets have in common. Mirrors kubernetes pkg/apis/apps/validation/validation.go. */
import { forbidden, invalid, notSupported, required } from '#apimachinery/field-error.ts';
import type { StringMap } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import {
  type LabelSelectorObject,
  type Selector,
  selectorOfObject,
} from '#apimachinery/selector.ts';
import type { PodTemplateSpec } from '../pods/types.ts';
import { type FieldErrors, none, sorted } from './fields.ts';
import { validateLabelSelector } from './labels.ts';
import { validateTemplate } from './pod.ts';

const SELECTOR = 'spec.selector';
const noLabels: StringMap = {};

/** `owner`: whose selector it is, in the words of the refusal of an empty one. */
export function validateSelector(
  selector: LabelSelectorObject | undefined,
  owner = 'deployment',
): FieldErrors {
  if (!selector) return [required(SELECTOR)];
  const terms =
    Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length;
  const errors = validateLabelSelector(SELECTOR, selector);
  return terms > 0
    ? errors
    : [...errors, invalid(SELECTOR, selector, `empty selector is invalid for ${owner}`)];
}

/** The selector, or undefined when it cannot be read. */
export function compiledSelector(selector: LabelSelectorObject | undefined): Selector | undefined {
  try {
    return selectorOfObject(selector);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** The labels of a template, which a selector must match; a missing selector matches none. */
export function validateTemplateLabels(matcher: Selector, labels?: StringMap): FieldErrors {
  if (matcher.matches(labels ?? noLabels)) return none;
  const why = '`selector` does not match template `labels`';
  return [invalid('spec.template.metadata.labels', sorted(labels) ?? null, why)];
}

/** Pods of a workload run until they are deleted. `owner`: `ReplicaSet`. */
export function validateEndless(template: PodTemplateSpec, owner: string): FieldErrors {
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {};
  return [
    ...(restartPolicy === 'Always'
      ? none
      : [notSupported('spec.template.spec.restartPolicy', restartPolicy ?? '', ['Always'])]),
    ...(activeDeadlineSeconds === undefined
      ? none
      : [
          forbidden(
            'spec.template.spec.activeDeadlineSeconds',
            `activeDeadlineSeconds in ${owner} is not Supported`,
          ),
        ]),
  ];
}

/** The template, which the selector must match. */
export function validateSelectedTemplate(
  selector: LabelSelectorObject | undefined,
  template: PodTemplateSpec,
): FieldErrors {
  const matcher = compiledSelector(selector);
  if (!matcher) return [invalid(SELECTOR, selector, 'invalid label selector')];
  return [
    ...validateTemplateLabels(matcher, template.metadata?.labels),
    ...validateTemplate(template),
    ...validateEndless(template, 'ReplicaSet'),
  ];
}
