/** The seeds every `npm test` runs; one that ever failed stays here with what it showed. */

/** What a seed once found. */
export const found: Readonly<Record<number, string>> = {
  5: 'after a reboot a new pod got the address of one that was not restarted yet',
  9: 'a conflict stopped the node-lifecycle controller',
  25: 'a pod that was evicted in the instant it was bound ran on, Terminating for ever',
};

/** 1 … 200. */
export const seeds: readonly number[] = Array.from({ length: 200 }, (_, at) => at + 1);
/** What is done to each of them. */
export const eventsPerSeed = 25;
