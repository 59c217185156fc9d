/** A stream that pushes ⇒ an async iterable that is pulled, and ends with a signal. */
import type { WatchStream } from '#apimachinery/api.ts';

/**
 * Frames in order. Ends when the stream does; throws the signal's reason when aborted; leaving the
 * loop closes the stream.
 */
export async function* framesOf<Frame>(
  stream: WatchStream<Frame>,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const queue: Frame[] = [];
  let ended = false;
  let wake: (() => void) | undefined;
  const rouse = (): void => {
    wake?.();
    wake = undefined;
  };
  signal.addEventListener('abort', rouse, { once: true });
  try {
    signal.throwIfAborted();
    stream.start(
      (frame) => {
        queue.push(frame);
        rouse();
      },
      () => {
        ended = true;
        rouse();
      },
    );
    for (;;) {
      signal.throwIfAborted();
      const frame = queue.shift();
      if (frame !== undefined) yield frame;
      else if (ended) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    signal.removeEventListener('abort', rouse);
    stream.close();
  }
}
