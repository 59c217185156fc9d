import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from '#lab/create-lab.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import digests from '../../../../api/prose-digests.json' with { type: 'json' };
import recorded from './recorded.json' with { type: 'json' };
import { wrapParagraphs } from './wrap-v2.ts';

/** What the real kubectl 1.35 printed of a real 1.35 server: fingerprints, as its prose is not ours to keep. */
interface Page {
  readonly command: string;
  readonly exit: number;
  readonly page: string;
  /** Of the lines that are no prose. */
  readonly frame: string;
  readonly error?: string;
}

const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12);
const isFrame = (line: string): boolean =>
  /^(GROUP|KIND|VERSION|FIELD|FIELDS|ENUM|DESCRIPTION|RESOURCE):|\t<|^ +enum: /.test(line);
const frameOf = (text: string): string => text.split('\n').filter(isFrame).join('\n');
const quoted = (command: string): string =>
  command.replace(/\S*[[\]{}*]\S*/g, (word) => `'${word}'`);

/** How many of the real descriptions the packages didn't have when the prose was made. */
async function missingDescriptions(): Promise<number> {
  const { prose } = await import('#apimachinery/prose.ts');
  const known = Object.entries(digests).flatMap(([definition, fields]) =>
    Object.keys(fields).map((field) => prose.of(definition, field)),
  );
  return known.filter((text) => text === undefined).length;
}

let lab: Lab;
beforeAll(async () => {
  lab = await createLab({}, createHostTurn());
});

const run = async (command: string) => {
  const { output: page, exit } = await lab.run(`kubectl explain ${quoted(command)} 2>/tmp/err`);
  const { output: error } = await lab.run('cat /tmp/err');
  return { page, exit, error };
};

describe('explain', () => {
  it('prints every kind and field as the real kubectl does', async () => {
    const pages: readonly Page[] = recorded;
    const misframed: string[] = [];
    const differing: string[] = [];
    for (const { command, ...want } of pages) {
      const { page, exit, error } = await run(command);
      const isFramed =
        exit === want.exit &&
        error === (want.error ?? '') &&
        fingerprint(frameOf(page)) === want.frame;
      if (!isFramed) misframed.push(command);
      else if (fingerprint(page) !== want.page) differing.push(command);
    }
    expect(misframed).toEqual([]);
    // Only descriptions that no installed package has to the letter are missing.
    expect(differing.length, differing.join()).toBeLessThanOrEqual(await missingDescriptions());
  }, 60_000);

  it("takes a custom resource's words from its own schema", async () => {
    await lab.run(`cat > crd.yaml <<'END'
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: boats.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: boats, singular: boat, kind: Boat}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        description: A boat floats.
        properties:
          sails: {type: integer, description: How many sails it has.}
          paint: {type: string, enum: [red, blue]}
END
kubectl apply -f crd.yaml`);
    await lab.settle();
    expect((await run('boat.sails')).page).toBe(
      `GROUP:      example.com
KIND:       Boat
VERSION:    v1

FIELD: sails <integer>


DESCRIPTION:
    How many sails it has.


`.replace('has.\n\n', 'has.\n    \n'),
    );
    const { page } = await run('boats');
    expect(page).toContain('DESCRIPTION:\n    A boat floats.\n');
    expect(page).toContain('  paint\t<string>\n  enum: red, blue\n    <no description>\n');
  });
});

describe('lines', () => {
  it.each([
    ['one\ntwo', 9, ['one two']],
    ['one:\ntwo', 9, ['one:', 'two']],
    ['one\n\ntwo\n\n- three', 9, ['one', 'two', '', '- three']],
    ['one\n    code  here', 5, ['one', '    code  here']],
  ])('of version 2: %j in %d are %j', (text, width, lines) => {
    expect(wrapParagraphs(text, width)).toEqual(lines);
  });
});
