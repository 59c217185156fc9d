/** Highlighting of code that is only read: the page's own colours, so that both themes hold. */
import type { PrismTheme } from 'prism-react-renderer';

export const codeTheme: PrismTheme = {
  plain: { color: 'var(--ink)', backgroundColor: 'var(--paper-2)' },
  styles: [
    { types: ['comment'], style: { color: 'var(--ink-2)' } },
    { types: ['atrule', 'key', 'property'], style: { color: 'var(--accent)' } },
    { types: ['string', 'number', 'boolean'], style: { color: 'var(--ok)' } },
  ],
};
