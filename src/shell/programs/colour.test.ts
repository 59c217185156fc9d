/** Colours, as the real grep, diff and ls of Debian 12 send them; without being asked, none. */
import { expect, it } from 'vitest';
import { createTestShell } from '../test-shell.ts';

const files = { 'a.txt': 'one two\nthree\n', 'b.txt': 'one 2\nthree\n', 'd/x': '' };

it.each([
  ['grep --color=always two a.txt', 'one \x1b[01;31m\x1b[Ktwo\x1b[m\x1b[K\n'],
  [
    'grep --color=always -n two a.txt',
    '\x1b[32m\x1b[K1\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[Kone \x1b[01;31m\x1b[Ktwo\x1b[m\x1b[K\n',
  ],
  [
    'grep --color=always -H two a.txt',
    '\x1b[35m\x1b[Ka.txt\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[Kone \x1b[01;31m\x1b[Ktwo\x1b[m\x1b[K\n',
  ],
  ['grep --color=auto two a.txt', 'one two\n'],
  ['grep two a.txt', 'one two\n'],
  [
    'diff --color=always a.txt b.txt',
    '\x1b[36m1c1\x1b[0m\n\x1b[31m< one two\x1b[0m\n---\n\x1b[32m> one 2\x1b[0m\n',
  ],
  ['diff --color a.txt b.txt', '1c1\n< one two\n---\n> one 2\n'],
  [
    'diff --color=always -u a.txt b.txt | tail -n +3',
    '\x1b[36m@@ -1,2 +1,2 @@\x1b[0m\n\x1b[31m-one two\x1b[0m\n\x1b[32m+one 2\x1b[0m\n three\n',
  ],
  ['chmod +x b.txt; ls --color', 'a.txt\n\x1b[0m\x1b[01;32mb.txt\x1b[0m\n\x1b[01;34md\x1b[0m\n'],
  ['ls --color=auto', 'a.txt\nb.txt\nd\n'],
  ['ls', 'a.txt\nb.txt\nd\n'],
])('%s', async (line, output) => {
  expect((await createTestShell({ files }).run(line)).output).toBe(output);
});
