/** One page, two halves: left the notebook, right the bench. */
import type { ReactNode } from 'react';

/** The lesson itself brings both halves (DocItem/Layout): it knows which cluster it needs. */
export default function DocRootLayout({ children }: { readonly children: ReactNode }): ReactNode {
  return children;
}
