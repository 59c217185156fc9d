import { describe, expect, it } from 'vitest';
import { parseConsole } from './console-steps.ts';

describe('a console fence', () => {
  it('gives each command its output, exit status and the rest before it', () => {
    const steps = parseConsole(
      '$ kubectl apply -f a.yaml\npod/a created\n@ settle\n$ kubectl get rs\nNAME\n\nx\n$ false\n? 1\n',
    );
    expect(steps).toEqual([
      {
        kind: 'run',
        command: 'kubectl apply -f a.yaml',
        output: 'pod/a created',
        exit: 0,
        settle: false,
      },
      { kind: 'run', command: 'kubectl get rs', output: 'NAME\n\nx', exit: 0, settle: true },
      { kind: 'run', command: 'false', output: '', exit: 1, settle: false },
    ]);
  });

  it('knows power and time', () => {
    expect(parseConsole('@ fail node-2\n@ advance 60s\n@ recover node-2')).toEqual([
      { kind: 'fail', arg: 'node-2' },
      { kind: 'advance', arg: '60s' },
      { kind: 'recover', arg: 'node-2' },
    ]);
  });

  it('refuses what it does not know', () => {
    expect(() => parseConsole('@ explode node-2')).toThrow('a console fence may not say');
  });
});
