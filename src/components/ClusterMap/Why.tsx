/** Why is a sentence, made of causes, ending at what a person did. */
import { type ReactNode, useState } from 'react';
import { shorten, splitCauses } from './causes.ts';

/** "a because b, because c" ⇒ a in bold, the causes after it; a long chain opens on request. */
export function Why({ sentence }: { readonly sentence: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const { what, causes } = splitCauses(sentence);
  const shown = open ? causes : shorten(causes);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long chain scrolls, and must by keyboard too
    <p className="why" tabIndex={0}>
      {what ? <b>{what}</b> : 'Nothing has happened yet. Change something.'}
      {shown.map((cause) => (cause === '…' ? ' …' : ` because ${cause}`)).join(',')}
      {shown.length > 0 && '. '}
      {shown.length < causes.length || open ? (
        <button type="button" className="why-more" onClick={() => setOpen(!open)}>
          {open ? 'Shorter' : `All ${causes.length} causes`}
        </button>
      ) : null}
    </p>
  );
}
