/** What a command printed, with the words that mean trouble set apart. */
import type { ReactNode } from 'react';

const trouble = /\b(NotReady|Terminating|CrashLoopBackOff|ErrImagePull|ImagePullBackOff|Error)\b/;

export function Output({ text }: { readonly text: string }): ReactNode {
  if (text === '') return <pre className="cell-output cell-silent">(prints nothing)</pre>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide output scrolls, and must by keyboard too
    <pre className="cell-output" tabIndex={0}>
      {text.split(trouble).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name
        <Word key={index} text={part} bad={index % 2 === 1} />
      ))}
    </pre>
  );
}

function Word({ text, bad }: { readonly text: string; readonly bad: boolean }): ReactNode {
  return bad ? <b className="bad">{text}</b> : text;
}
