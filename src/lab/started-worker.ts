/** The lab's worker as the page's first script hands it to the page. */
export interface StartedWorker {
  readonly worker: Worker;
  /** Why it broke before anyone listened. */
  readonly problem?: string;
  /** Of the blob it runs. */
  readonly url?: string;
}

declare global {
  interface Window {
    /** There on every page that was built; `take` gives the worker started early, then new ones. */
    labStarter?: { take(): StartedWorker };
    /** Called by the scripts of the offline folder that carry the worker's parts. */
    labPart?: (file: string, text: string) => void;
  }
}
