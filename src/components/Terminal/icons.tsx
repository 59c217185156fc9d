/** The terminal's small signs. */
import type { ReactNode } from 'react';

const paths = {
  split: 'M1.5 2.5h11v9h-11zM7 2.5v9',
  more: 'M3 7h.01M7 7h.01M11 7h.01',
  close: 'M3.5 3.5l7 7M10.5 3.5l-7 7',
  up: 'M3 9l4-4 4 4',
  down: 'M3 5l4 4 4-4',
  copy: 'M5 5h7v7H5zM9 5V2H2v7h3',
  done: 'M2.5 7.5l3 3 6-7',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }): ReactNode {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={name === 'more' ? 2.2 : 1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
