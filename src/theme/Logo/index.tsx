/** The brand: two arrows that chase each other, what is and what should be. */
import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';

export default function Logo({ className }: { readonly className?: string }): ReactNode {
  return (
    <Link to="/" className={`brand ${className ?? ''}`}>
      <svg
        width="22"
        height="22"
        viewBox="0 0 24 24"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M4.5 12a7.5 7.5 0 0 1 12.9-5.2M19.5 12a7.5 7.5 0 0 1-12.9 5.2" />
        <path d="M17.8 2.6v4.6h-4.6M6.2 21.4v-4.6h4.6" />
      </svg>
      Reconcile
    </Link>
  );
}
