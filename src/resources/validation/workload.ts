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

export function validateSelector(selector: LabelSelectorObject | undefined): FieldErrors {
  if (!selector) return [required(SELECTOR)];
  const terms =
    Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length;
  const errors = validateLabelSelector(SELECTOR, selector);
  return terms > 0
    ? errors
    : [...errors, invalid(SELECTOR, selector, 'empty selector is invalid for deployment')];
}

function compiled(selector: LabelSelectorObject | undefined): Selector | undefined {
  try {
    return selectorOfObject(selector);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

/** The template, which the selector must match. */
export function validateSelectedTemplate(
  selector: LabelSelectorObject | undefined,
  template: PodTemplateSpec,
): FieldErrors {
  const matcher = compiled(selector);
  if (!matcher) return [invalid(SELECTOR, selector, 'invalid label selector')];
  const labels = template.metadata?.labels;
  const isSelecting = selector !== undefined && matcher.requirements.length > 0;
  const isMatched = !isSelecting || matcher.matches(labels ?? noLabels);
  const why = '`selector` does not match template `labels`';
  const { restartPolicy, activeDeadlineSeconds } = template.spec ?? {};
  return [
    ...(isMatched ? none : [invalid('spec.template.metadata.labels', sorted(labels) ?? null, why)]),
    ...validateTemplate(template),
    ...(restartPolicy === 'Always'
      ? none
      : [notSupported('spec.template.spec.restartPolicy', restartPolicy ?? '', ['Always'])]),
    ...(activeDeadlineSeconds === undefined
      ? none
      : [
          forbidden(
            'spec.template.spec.activeDeadlineSeconds',
            'activeDeadlineSeconds in ReplicaSet is not Supported',
          ),
        ]),
  ];
}
