import { expect, it } from 'vitest';
import { cursorAt, item } from './cursor.ts';

/** `|` is the cursor. */
function at(marked: string) {
  const offset = marked.indexOf('|');
  const { path, key, word, siblings } = cursorAt(marked.replace('|', ''), offset);
  const steps = path.map((step) => (step === item ? '-' : step)).join('.');
  return { at: key === undefined ? steps : `${steps} ${key}=`, word, siblings };
}

const pod = (line: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
  - name: web
    image: nginx
${line}`;

it.each([
  ['|', '', '', []],
  ['api|', '', 'api', []],
  ['kind: De|', ' kind=', 'De', []],
  [pod('    res|'), 'spec.containers.-', 'res', ['image', 'name']],
  [pod('    imagePullPolicy: Al|'), 'spec.containers.- imagePullPolicy=', 'Al', ['image', 'name']],
  [pod('  - |'), 'spec.containers.-', '', []],
  [pod('  re|'), 'spec', 're', ['containers']],
  [pod('st|'), '', 'st', ['spec', 'metadata', 'kind', 'apiVersion']],
  [pod('    ports:\n    - cont|\n      name: http'), 'spec.containers.-.ports.-', 'cont', ['name']],
  [pod('    command:\n      - |'), 'spec.containers.-.command.-', '', []],
  ['a: 1\n---\nkind: Pod\nspec:\n  |', 'spec', '', []],
  [
    'spec:\n  # a word: here\n  te|\n  selector: {}\n  template:\n    spec: {}',
    'spec',
    'te',
    ['selector', 'template'],
  ],
])('%j', (marked, where, word, siblings) => {
  expect(at(marked)).toEqual({ at: where, word, siblings });
});
