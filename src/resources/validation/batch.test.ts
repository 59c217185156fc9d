/** What Jobs and CronJobs may not say, in the real server's words. */
import { describe, expect, it } from 'vitest';
import { printFieldError } from '#apimachinery/field-error.ts';
import { cronJobKind } from '../cronjob.ts';
import { type Job, jobKind } from '../job.ts';
import { create, meta, update } from './cases.ts';

const container = { name: 'c', image: 'busybox', command: ['sleep', '1'] };
const template = { spec: { restartPolicy: 'Never', containers: [container] } };
const refused = (spec: object, metadata: object = {}): readonly string[] =>
  create(jobKind, { metadata: { ...meta, ...metadata }, spec: { template, ...spec } });

describe('a Job', () => {
  it('is well', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ completionMode: 'Indexed', completions: 3, backoffLimitPerIndex: 1 })).toEqual(
      [],
    );
  });

  it.each<[string, object, readonly string[]]>([
    [
      'with a wrong restart policy',
      { template: { spec: { restartPolicy: 'Always', containers: [container] } } },
      ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
    ],
    [
      'with numbers below zero',
      { completions: -1, parallelism: -2, backoffLimit: -3 },
      [
        'spec.parallelism: Invalid value: -2: must be greater than or equal to 0',
        'spec.completions: Invalid value: -1: must be greater than or equal to 0',
        'spec.backoffLimit: Invalid value: -3: must be greater than or equal to 0',
      ],
    ],
    [
      'with indexes it does not count',
      { backoffLimitPerIndex: 1, maxFailedIndexes: 2 },
      [
        'spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode',
        'spec.maxFailedIndexes: Invalid value: 2: requires indexed completion mode',
      ],
    ],
    [
      'without completions to index',
      { completionMode: 'Indexed', parallelism: 2 },
      ['spec.completions: Required value: when completion mode is Indexed'],
    ],
    [
      'with an unknown mode, manager and replacement',
      { completionMode: 'X', managedBy: 'foo', podReplacementPolicy: 'Z' },
      [
        'spec.managedBy: Invalid value: "foo": must be a domain-prefixed path (such as "acme.io/foo")',
        'spec.completionMode: Unsupported value: "X": supported values: "NonIndexed", "Indexed"',
        'spec.podReplacementPolicy: Unsupported value: "Z": supported values: "Failed", "TerminatingOrFailed"',
      ],
    ],
    [
      'with a selector of its own',
      { selector: { matchLabels: { a: 'b' } } },
      [
        `spec.selector: Invalid value: {"matchLabels":{"batch.kubernetes.io/controller-uid":"u","a":"b"}}: \`selector\` not auto-generated`,
        'spec.template.metadata.labels: Invalid value: {"batch.kubernetes.io/controller-uid":"u","batch.kubernetes.io/job-name":"web","controller-uid":"u","job-name":"web"}: `selector` does not match template `labels`',
      ],
    ],
  ])('%s is refused', (_, spec, expected) => {
    expect(refused(spec)).toEqual(expected);
  });

  it('is refused when its last pod could have no name', () => {
    expect(refused({ completionMode: 'Indexed', completions: 2 }, { name: 'a.b' })).toEqual([
      'metadata.name: Invalid value: "a.b": will not able to create pod with invalid DNS label: a.b-1',
    ]);
  });

  it('is refused when its failure policy makes no sense', () => {
    const rules = [
      { action: 'Z', onExitCodes: { operator: 'In', values: [0, 3, 2, 2] } },
      { action: 'FailJob' },
      { action: 'FailIndex', onExitCodes: { operator: '', values: [], containerName: 'x' } },
    ];
    const field = 'spec.podFailurePolicy.rules';
    expect(refused({ podFailurePolicy: { rules } })).toEqual([
      `${field}[0].action: Unsupported value: "Z": supported values: "Count", "FailIndex", "FailJob", "Ignore"`,
      `${field}[0].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator`,
      `${field}[0].onExitCodes.values[3]: Duplicate value: 2`,
      `${field}[0].onExitCodes.values: Invalid value: [0,3,2,2]: must be ordered`,
      `${field}[1]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required`,
      `${field}[2].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set`,
      `${field}[2].onExitCodes.operator: Required value: valid values: ["In" "NotIn"]`,
      `${field}[2].onExitCodes.containerName: Invalid value: "x": must be one of the container or initContainer names in the pod template`,
      `${field}[2].onExitCodes.values: Invalid value: []: at least one value is required`,
    ]);
  });

  it('is refused when its success policy cannot be met', () => {
    const rules = [{}, { succeededIndexes: '1,0', succeededCount: 5 }];
    const spec = { completionMode: 'Indexed', completions: 3, successPolicy: { rules } };
    const field = 'spec.successPolicy.rules';
    expect(refused(spec)).toEqual([
      `${field}[0]: Required value: at least one of succeededCount or succeededIndexes must be specified`,
      `${field}[1].succeededIndexes: Invalid value: "1,0": error parsing succeededIndexes: non-increasing order, previous: 1, current: 0`,
      `${field}[1].succeededCount: Invalid value: 5: must be less than or equal to 3 (the number of specified completions)`,
      `${field}[1].succeededCount: Invalid value: 5: must be less than or equal to 0 (the number of indexes in the specified succeededIndexes field)`,
    ]);
  });

  it('keeps what it began with', () => {
    const changed = { template, completions: 9, backoffLimitPerIndex: 1 };
    expect(update(jobKind, { spec: { template } }, { spec: changed })).toEqual([
      'spec.completions: Invalid value: 9: field is immutable',
      'spec.backoffLimitPerIndex: Invalid value: 1: field is immutable',
    ]);
    const indexed = { template, completionMode: 'Indexed', completions: 3, parallelism: 3 };
    const grown = { ...indexed, completions: 5, parallelism: 5 };
    expect(update(jobKind, { spec: indexed }, { spec: grown })).toEqual([]);
    expect(update(jobKind, { spec: indexed }, { spec: { ...grown, parallelism: 4 } })).toEqual([
      'spec.completions: Invalid value: 5: can only be modified in tandem with spec.parallelism',
    ]);
  });

  it('may be moved while it waits, and its status only grows', () => {
    const moved = { spec: { ...template.spec, nodeSelector: { zone: 'a' } } };
    const waiting = { template, suspend: true };
    expect(
      update(jobKind, { spec: waiting, status: {} }, { spec: { ...waiting, template: moved } }),
    ).toEqual([]);
    const [error = ''] = update(
      jobKind,
      { spec: { template }, status: {} },
      { spec: { template: moved } },
    );
    expect(error).toMatch(/^spec.template: Invalid value: \{"Spec":\{.*\}: field is immutable$/);
  });
});

it('a Job’s status is refused as the real server refuses it', () => {
  const job = (status: object) =>
    ({ metadata: meta, spec: { completions: 1, template }, status }) as unknown as Job;
  const true_ = (type: string) => ({ type, status: 'True' });
  const wrong = {
    active: -1,
    completedIndexes: '1',
    ready: 3,
    conditions: [true_('Complete'), true_('Failed')],
  };
  const old = { active: 1, ready: 0, startTime: '2026-01-01T00:00:00Z' };
  const errors = jobKind.validateStatusUpdate?.(job({ ...old, ...wrong }), job(old), {} as never);
  expect(errors?.map(printFieldError)).toEqual([
    'status.active: Invalid value: -1: must be greater than or equal to 0',
    'status.conditions: Invalid value: cannot set Complete=True and Failed=true conditions',
    'status.completionTime: Required value: completionTime is required for Complete jobs',
    'status.conditions: Invalid value: cannot set Failed=True condition without the FailureTarget=true condition',
    'status.conditions: Invalid value: cannot set Complete=True condition without the SuccessCriteriaMet=true condition',
    'status.completedIndexes: Invalid value: "1": error parsing completedIndexes: too large index: "1"',
    'status.completedIndexes: Invalid value: "1": cannot set non-empty completedIndexes when non-indexed completion mode',
    'status.ready: Invalid value: 3: cannot set more ready pods than active',
  ]);
});

describe('a CronJob', () => {
  const spec = { schedule: '* * * * *', jobTemplate: { spec: { template } } };

  it('is well', () => {
    expect(create(cronJobKind, { spec })).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    ['without a schedule', { schedule: '' }, ['spec.schedule: Required value']],
    [
      'with a time zone in its schedule',
      { schedule: 'TZ=UTC 1 * * * *' },
      [
        'spec.schedule: Invalid value: "TZ=UTC 1 * * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
      ],
    ],
    [
      'in a time zone that is none',
      { timeZone: 'Mars/Base' },
      ['spec.timeZone: Invalid value: "Mars/Base": unknown time zone Mars/Base'],
    ],
    [
      'with an unknown policy and limits below zero',
      { concurrencyPolicy: 'X', failedJobsHistoryLimit: -1 },
      [
        'spec.concurrencyPolicy: Unsupported value: "X": supported values: "Allow", "Forbid", "Replace"',
        'spec.failedJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
    [
      'with a selector for its Jobs',
      {
        jobTemplate: {
          spec: { template, selector: { matchLabels: { a: 'b' } }, backoffLimit: -1 },
        },
      },
      [
        'spec.jobTemplate.spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0',
        'spec.jobTemplate.spec.selector: Invalid value: {"matchLabels":{"a":"b"}}: `selector` will be auto-generated',
      ],
    ],
  ])('%s is refused', (_, more, expected) => {
    expect(create(cronJobKind, { spec: { ...spec, ...more } })).toEqual(expected);
  });

  it('is refused with a name that its Jobs could not have', () => {
    const name = 'x'.repeat(53);
    expect(create(cronJobKind, { metadata: { ...meta, name }, spec })).toEqual([
      `metadata.name: Invalid value: "${name}": must be no more than 52 characters`,
    ]);
  });
});
