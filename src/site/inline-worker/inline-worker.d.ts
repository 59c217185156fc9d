/** The source of a bundled worker, as text. */
declare module '*?inline-worker' {
  export const source: string;
}
