/** Lines that apply and undo manifests. */
import { option, spellSome } from '../option.ts';
import { fileOption, recursiveOption, selectorOption } from '../vocabulary.ts';
import { images, making, names } from './making.ts';
import type { Verb } from './verb.ts';

const createFile: Verb = {
  weight: 6,
  words: (dice) => [
    dice.pick(['create', 'replace', 'apply', 'apply']),
    ...spellSome(
      dice,
      [
        fileOption,
        fileOption,
        fileOption,
        recursiveOption,
        selectorOption,
        option('edit'),
        option('force'),
        option('server-side'),
        option('overwrite'),
        option('all'),
        option('subresource', 'status'),
        option('raw', '/x'),
        ...making,
      ],
      4,
    ),
  ],
};

const apply: Verb = {
  weight: 8,
  words: (dice) => [
    'apply',
    ...dice.pick([
      [
        '-f',
        dice.pick([
          'one.yaml',
          'settings.yaml',
          'web.yaml',
          'two.yaml',
          'typo.yaml',
          'elsewhere.yaml',
          'list.yaml',
          'folder',
          '-',
        ]),
      ],
      [
        'view-last-applied',
        ...dice.some(['cm/settings', 'deploy/web', 'svc', 'cm/nope', 'pod', 'box'], 2),
        ...spellSome(
          dice,
          [option('o|output', 'json', 'yaml', 'name', 'foo'), option('all'), selectorOption],
          1,
        ),
      ],
      [
        'set-last-applied',
        '-f',
        dice.pick(['settings.yaml', 'one.yaml', 'web.yaml', 'nope']),
        ...spellSome(dice, [option('create-annotation')], 1),
      ],
      ['edit-last-applied', ...dice.some(['cm/settings', 'deploy/web', 'pod/nope'], 1)],
    ]),
    ...spellSome(dice, making, 2),
  ],
};

const run: Verb = {
  weight: 6,
  words: (dice) => [
    'run',
    ...dice.some(names, 1),
    ...dice.some([`--image=${dice.pick(images)}`, '--image=nginx'], 1),
    ...spellSome(
      dice,
      [
        option('restart', 'Never', 'Always', 'OnFailure', 'foo'),
        option('env', 'A=b', 'x', 'A='),
        option('port', '80', 'x', '0'),
        option('l|labels', 'a=b', 'x', 'a=b,c=d'),
        option('expose'),
        option('command'),
        option('overrides', '{"spec":{"nodeName":"x"}}', '{'),
        option('override-type', 'json', 'merge'),
        option('image-pull-policy', 'Always', 'foo'),
        option('annotations', 'a=b', 'x'),
        option('privileged'),
        option('rm'),
        option('grace-period', '1'),
        ...making,
      ],
      3,
    ),
    ...dice.pick([[], [], ['--', 'sleep', '1'], ['sleep', '1'], ['--']]),
  ],
};

/** In one list, so that the table of verbs stays short. */
export const applying: readonly Verb[] = [createFile, apply, run];
